"""What a hostile or broken XML does: a refusal that names the place and no value, and nothing else."""

import codecs
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.errors import RefusedError
from pipeline.settings import find_project_dir
from pipeline.sources.contract.load import load_sources
from pipeline.sources.formats.xml.head import read_head
from pipeline.sources.formats.xml.read import read_xml

_SECRET = "SECRET-CHILD-77"
_RETURN = (
    "<Message><Header><Year>2024</Year></Header><Children><Child><ChildIdentifiers>"
    f"<LAchildID>{_SECRET}</LAchildID></ChildIdentifiers></Child></Children></Message>"
)
_PROJECT = find_project_dir()
_TABLES = next(
    source.tables
    for source in load_sources(_PROJECT / "contracts", seeds=_PROJECT / "seeds")
    if source.name == "cin_census"
)
_BILLION = (
    '<!DOCTYPE Message [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]><Message><Header><Year>&c;</Year></Header></Message>'
)
_EXTERNAL = (
    '<!DOCTYPE Message [<!ENTITY a SYSTEM "file:///etc/hostname">]>'
    "<Message><Header><Year>&a;</Year></Header></Message>"
)
_PARAMETER = (
    '<!DOCTYPE Message [<!ENTITY % a SYSTEM "http://localhost/a.dtd"> %a;]>'
    "<Message><Header/></Message>"
)


def _read(path: Path) -> int:
    return sum(piece.columns.num_rows for piece in read_xml(path, _TABLES, root="Message"))


@pytest.mark.parametrize("read", [read_head, _read], ids=["head", "all"])
@pytest.mark.parametrize(
    "prolog", ["", '<?xml version="1.0"?>', "<!-- <Message> -->\n<?a b?> "], ids=str
)
@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]
)
@pytest.mark.parametrize(
    "text", [_BILLION, _EXTERNAL, _PARAMETER], ids=["billion laughs", "external", "parameter"]
)
def test_a_document_type_is_refused_in_any_encoding(
    tmp_path: Path, text: str, encoding: str, prolog: str, read: Callable[[Path], object]
) -> None:
    file = tmp_path / "return.xml"
    file.write_bytes((prolog + text).encode(encoding))
    with pytest.raises(RefusedError, match="document type"):
        read(file)


def test_a_document_type_that_hides_in_its_encoding_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "return.xml"
    file.write_bytes(
        b'<?xml version="1.0" encoding="UTF-7"?>+ADwAIQ-DOCTYPE Message [<!ENTITY a "b">]>'
        b"<Message><Header><Year>&a;</Year></Header></Message>"
    )
    with pytest.raises(RefusedError, match="document type"):
        _read(file)


def test_a_document_type_in_a_comment_is_none(tmp_path: Path) -> None:
    file = tmp_path / "return.xml"
    file.write_text(f"<!-- <!DOCTYPE a> --><?b <!DOCTYPE c>?>{_RETURN}")
    assert _read(file) == 2


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "line 1, column 1: it does not begin with an element"),
        (b"hello", "line 1, column 1: it does not begin with an element"),
        (b"\xff\xfe", "line 1, column 1"),
        (_RETURN.encode()[:-4], "the file ends"),
        (f"{_RETURN}{_RETURN}".encode(), "something follows its last element"),
        (_RETURN.replace("</LAchildID>", "</UPN>").encode(), "does not match its start tag"),
        (_RETURN.replace("2024", "2\x0024").encode(), "a character that XML does not allow"),
        (_RETURN.replace("2024", "2&#0;24").encode(), "a character that XML does not allow"),
        (_RETURN.replace("2024", "&nbsp;").encode(), "The XML cannot be read on"),
        (
            _RETURN.replace("2024", "caf\xe9").encode("latin-1"),
            "bytes that are not in the encoding",
        ),
        (b'<?xml version="1.0" encoding="klingon"?>' + _RETURN.encode(), "an encoding that is not"),
        (b'<?xml version="1.0" encoding="UTF-16"?>' + _RETURN.encode(), "line 1, column"),
        (
            b'<?xml version="1.0" encoding="US-ASCII"?>' + _RETURN.replace("2024", "\xe9").encode(),
            "bytes that are not in the encoding",
        ),
        (b"<a>" * 10_000 + b"</a>" * 10_000, "nested too deep"),
        (_RETURN.replace("2024", "<a>" * 10_000).encode(), "nested too deep"),
        (_RETURN.replace(_SECRET, "x" * 20_000_000).encode(), "more than 4 MB follow"),
        (_RETURN.replace("2024", f"<a b='{'x' * 20_000_000}'/>").encode(), "more than 4 MB follow"),
        (b"<!--" + b"x" * 300_000 + b"-->" + _RETURN.encode(), "No element begins in the first"),
        (b"<Mess" + b"a" * 100 + b"ge/>", "a name of more than 60 characters"),
        (_RETURN.replace("Message", "EXPSSDA903").encode(), "<EXPSSDA903>, not <Message>"),
        (
            _RETURN.replace(_SECRET, "x" * 2_000)
            .replace("</Child>", "<CINdetails/></Child>")
            .encode(),
            "more than 1,000 characters",
        ),
        (
            _RETURN.replace("2024", "".join(f"<a{n}/>" for n in range(20_000))).encode(),
            "more than 10,000 kinds of element",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_broken_file_is_refused_with_its_place_and_no_value(
    tmp_path: Path, content: bytes, message: str
) -> None:
    file = tmp_path / "return.xml"
    file.write_bytes(content)
    with pytest.raises(RefusedError) as refusal:
        _read(file)
    assert message in str(refusal.value)
    assert _SECRET not in str(refusal.value)
    assert refusal.value.remedy


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "windows-1252", "iso-8859-15", "utf-16-be"]
)
def test_every_encoding_that_is_declared_rightly_is_read(tmp_path: Path, encoding: str) -> None:
    file = tmp_path / "return.xml"
    declared = encoding.removesuffix("-sig").removesuffix("-be")
    text = _RETURN.replace(_SECRET, "Zoë€")
    file.write_bytes(f'<?xml version="1.0" encoding="{declared}"?>{text}'.encode(encoding))
    pieces = list(read_xml(file, _TABLES, root="Message"))
    identifiers = next(piece for piece in pieces if piece.table.name == "child_identifiers")
    assert identifiers.columns["lachildid"].to_pylist() == ["Zoë€"]


@pytest.mark.parametrize("end", range(0, len(_RETURN) - 1, 7))
def test_a_file_cut_anywhere_is_refused(tmp_path: Path, end: int) -> None:
    file = tmp_path / "return.xml"
    file.write_text(_RETURN[:end])
    with pytest.raises(RefusedError) as refusal:
        _read(file)
    assert _SECRET not in str(refusal.value)


@settings(
    derandomize=True,
    deadline=None,
    max_examples=300,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    position=st.integers(0, len(_RETURN)),
    length=st.integers(0, 40),
    put=st.one_of(
        st.binary(max_size=6),
        st.sampled_from([codecs.BOM_UTF16_LE, b"<![CDATA[", b"]]>", b"<Child>", b"&amp;", b"<?x"]),
    ),
)
def test_a_damaged_file_is_read_or_refused(
    tmp_path: Path, position: int, length: int, put: bytes
) -> None:
    file = tmp_path / "return.xml"
    content = _RETURN.encode()
    file.write_bytes(content[:position] + put + content[position + length :])
    try:
        read_head(file)
        _read(file)
    except RefusedError as refusal:
        assert _SECRET not in str(refusal)  # noqa: PT017 - either outcome is right


def test_no_file_is_read_but_the_return(tmp_path: Path) -> None:
    file = tmp_path / "return.xml"
    include = '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="other" parse="text"/>'
    (tmp_path / "other").write_text("leaked")
    file.write_text(_RETURN.replace(_SECRET, include))
    pieces = list(read_xml(file, _TABLES, root="Message"))
    assert "leaked" not in str(
        [(p.columns.to_pylist(), p.other_values.to_pylist()) for p in pieces]
    )
