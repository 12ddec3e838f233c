"""The optional engine that asks a language model at an endpoint which the user names.

``endpoint`` says where; ``engine`` is the way of one report: cut into ``passages``, asked for by ``prompt`` through ``client``
or taken from ``cache``, checked by ``answer`` for form and by ``locating``, ``words`` and ``counts`` against the text, turned into
``statements``, ``assertions`` and ``incidents``, and brought together by ``gathering``.
"""
