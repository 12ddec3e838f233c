(() => {
  "use strict";
  const back = document.getElementById("back");
  const target = (hash) => document.getElementById(decodeURIComponent(hash.slice(1)));
  const lit = [];
  let from = null;

  const open = (el) => {
    for (let up = el; up; up = up.parentElement) if (up.tagName === "DETAILS") up.open = true;
  };
  const light = (n) => {
    while (lit.length) lit.pop().classList.remove("on");
    if (!n) return;
    for (const el of document.querySelectorAll(`mark[data-s~="${n}"], .cards li[data-n="${n}"]`)) {
      el.classList.add("on");
      lit.push(el);
    }
  };
  const numberOf = (el) => {
    const card = el.closest("li[data-n]");
    return card ? card.dataset.n : null;
  };
  const button = (label, act) => {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = label;
    made.addEventListener("click", act);
    return made;
  };
  const cite = (card) => {
    const report = target(card.querySelector(".meta a").getAttribute("href"));
    const words = card.querySelector("q").textContent;
    const head = card.closest(".voice").querySelector("h3, h5").textContent.replace(/\s+/g, " ").trim();
    return `“${words}” — ${head}, in: ${report ? report.dataset.cite : ""} [${card.id.slice(2)}]`;
  };
  const offer = (card) => {
    back.replaceChildren();
    if (from) {
      back.append(button("↩ Back to where you were", () => {
        const there = from;
        from = null;
        history.back();
        there.focus({ preventScroll: true });
        back.replaceChildren();
      }));
    }
    if (card) {
      const copy = button("Copy citation", async () => {
        try {
          await navigator.clipboard.writeText(cite(card));
          copy.textContent = "Copied";
        } catch {
          copy.textContent = "Copying is not allowed here";
        }
      });
      back.append(copy);
    }
  };
  const arrive = () => {
    const el = location.hash.length > 1 && target(location.hash);
    if (!el) {
      back.replaceChildren();
      return light(null);
    }
    open(el);
    const mark = el.closest("mark");
    const id = el.id.startsWith("p-") ? `s-${el.id.slice(2)}` : el.id;
    const card = document.getElementById(id);
    const n = mark && card ? card.dataset.n : numberOf(el);
    light(n);
    el.scrollIntoView({ block: mark ? "center" : "start" });
    if (!el.matches("a, button, input, summary")) el.tabIndex = -1;
    el.focus({ preventScroll: true });
    offer(card && card.matches("li[data-n]") ? card : null);
  };
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    if (!link) return;
    from = link;
    if (link.getAttribute("href") === location.hash) arrive();
  });
  document.addEventListener("mouseover", (event) => {
    const link = event.target.closest("a.n");
    if (!link || link.title) return;
    const card = target(link.getAttribute("href"));
    const words = card && card.querySelector("q");
    if (words) link.title = `${card.closest(".voice").querySelector("bdi").textContent}: ${words.textContent.slice(0, 200)}`;
  });
  for (const el of document.querySelectorAll("a.n")) el.setAttribute("aria-label", `statement ${el.textContent}`);
  window.addEventListener("hashchange", arrive);
  window.addEventListener("beforeprint", () => {
    for (const el of document.querySelectorAll("details:not([open])")) {
      el.dataset.shut = "";
      el.open = true;
    }
  });
  window.addEventListener("afterprint", () => {
    for (const el of document.querySelectorAll("details[data-shut]")) {
      el.open = false;
      delete el.dataset.shut;
    }
  });

  const voices = [...document.querySelectorAll(".voice")];
  if (voices.length > 8) {
    const label = document.createElement("label");
    label.textContent = "Show only statements with ";
    const field = document.createElement("input");
    field.type = "search";
    field.placeholder = "a name, an act, a word";
    label.append(field);
    const told = document.createElement("span");
    told.setAttribute("role", "status");
    const box = document.createElement("p");
    box.className = "filter";
    box.append(label, told);
    voices[0].closest(".voices, details, section").before(box);
    const cards = [...document.querySelectorAll(".cards li")].map((el) => [
      el,
      `${el.closest(".voice").querySelector("h3, h5").textContent} ${el.textContent}`.toLowerCase(),
    ]);
    field.addEventListener("input", () => {
      const wanted = field.value.trim().toLowerCase();
      let shown = 0;
      for (const [el, words] of cards) {
        el.hidden = wanted !== "" && !words.includes(wanted);
        shown += el.hidden ? 0 : 1;
      }
      for (const voice of voices) voice.hidden = !voice.querySelector("li:not([hidden])");
      told.textContent = wanted ? `${shown} of ${cards.length}` : "";
      if (wanted) for (const el of document.querySelectorAll("details.others")) el.open = true;
    });
  }
  const contents = document.querySelector(".toc details");
  if (contents && matchMedia("(min-width: 72rem)").matches) contents.open = true;
  if (location.hash) arrive();
})();
