"""The page of the comparison: every figure, its chart and values, however many authorities there are."""

from pipeline.synthetic.comparison.definition import Cell, Figure, Tolerance
from pipeline.synthetic.comparison.page import About, write_page

ABOUT = About(("Walsall", "Dudley & Co"), "2015/16 to 2024/25", 1.0, 7)


def figure(of, cells, name="figure"):
    tolerance = Tolerance(2.0, is_relative=False, source="")
    return Figure(name, "Children by <age>", "%", of, tolerance, "DfE", tuple(cells))


def test_a_page_has_charts_values_and_what_lies_outside(tmp_path):
    whole = figure(
        "England", [Cell("England", "Under 1", 5.0, 9.0, 0), Cell("England", "1 to 4", 9.0, 9.5, 0)]
    )
    none = figure("local authorities", [], "none")
    write_page(tmp_path / "page.html", [whole, none], ABOUT)
    page = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert page.count("<svg") == 1
    assert "50 %" in page
    assert 'class="bad">no<' in page
    assert "Nothing of it was made." in page
    assert "Dudley &amp; Co" in page
    assert "<age>" not in page


def test_a_page_of_all_authorities_and_categories_is_drawn(tmp_path):
    """More than the 5,000 rows at which the drawing library stops of itself."""
    cells = [Cell(f"LA {n}", str(n % 40), n % 100, n % 100 + 1, 100) for n in range(5_200)]
    write_page(tmp_path / "page.html", [figure("local authorities", cells)], ABOUT)
    page = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert page.count("<svg") == 1
    assert page.count("<tr><td>LA ") == 40
