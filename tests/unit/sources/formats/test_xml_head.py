"""What a return says of itself before its first child."""

from pathlib import Path

import pytest

from pipeline.sources.formats.xml.head import XmlHead, read_head

_HEADER = (
    "<Header><CollectionDetails><Collection>CIN</Collection><Year> 2023 </Year>"
    "<ReferenceDate>2024-03-31</ReferenceDate></CollectionDetails>"
    "<Source><LEA>201</LEA></Source></Header>"
)


@pytest.mark.parametrize(
    ("text", "head"),
    [
        (
            f"<Message>{_HEADER}<Children><Child><Year>9</Year></Child></Children></Message>",
            XmlHead("Message", "CIN", "2023", "2024-03-31", "201"),
        ),
        (
            f'<m:Message xmlns:m="urn:a">{_HEADER.upper()}</m:Message>',
            XmlHead("Message", "CIN", "2023", "2024-03-31", "201"),
        ),
        ("<Message><Children/></Message>", XmlHead("Message")),
        (
            "<EXPSSDA903><CHILD><HEADER><LEA>1</LEA></HEADER></CHILD></EXPSSDA903>",
            XmlHead("EXPSSDA903"),
        ),
        ("<html><body>Login</body></html>", XmlHead("html")),
    ],
    ids=["CIN", "namespace and capitals", "no header", "SSDA903", "something else"],
)
def test_the_head_says_what_the_file_says(tmp_path: Path, text: str, head: XmlHead) -> None:
    file = tmp_path / "return.xml"
    file.write_text(text)
    assert read_head(file) == head


def test_what_follows_the_first_child_is_not_looked_at(tmp_path: Path) -> None:
    file = tmp_path / "return.xml"
    file.write_text("<EXPSSDA903>" + "<CHILD><HEADER/></CHILD>" * 20_000 + "<broken")
    assert read_head(file).root == "EXPSSDA903"
