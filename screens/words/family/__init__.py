"""What a family reads, a file a language; a school can bring another (``docs/pages.md``).

english, spanish  the sentences
language          one language: its sentences, days and numbers
"""
