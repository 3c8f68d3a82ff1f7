"""DuckDB's types in words of an analyst, fit for a Mermaid attribute: letters and underscores alone.

What belongs here: those words. What does not: the types of contracts, which say more (`page`).
"""

_WORDS = {
    "VARCHAR": "text",
    "DATE": "date",
    "TIMESTAMP": "date_and_time",
    "BOOLEAN": "yes_or_no",
    "INTEGER": "whole_number",
    "BIGINT": "whole_number",
    "HUGEINT": "whole_number",
    "DOUBLE": "number",
    "DECIMAL": "number",
}


def type_word(kind: str) -> str:
    """Return the word for a type; one that is not foreseen keeps its name.

    >>> type_word("DECIMAL(18,2)"), type_word("BOOLEAN"), type_word("VARCHAR[]")
    ('number', 'yes_or_no', 'list_of_text')
    """
    if kind.endswith("[]"):
        return f"list_of_{type_word(kind.removesuffix('[]'))}"
    name = kind.partition("(")[0]
    return _WORDS.get(name, name.lower().replace(" ", "_"))
