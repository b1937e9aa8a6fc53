"""The wizard: asks a seller for a case, one question at a time.

What is asked stands in ``sections`` and ``questions.toml``; where an answer goes, in ``stores``;
who puts the question to a person, in ``plain`` and ``terminal``; the way through, in ``walk``.
"""
