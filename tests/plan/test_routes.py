"""A page's URL mirrors its file."""

from ssg.plan.routes import encode_url, page_route, term_path


def test_a_page_is_the_index_of_its_own_folder():
    assert page_route("/news/2026/rain/").output_path == "news/2026/rain/index.html"


def test_the_home_page_is_the_index_of_the_root():
    assert page_route("/").output_path == "index.html"


def test_han_in_a_url_is_percent_encoded_and_in_a_path_is_not():
    route = page_route("/tags/养老/")
    assert (route.url, route.output_path) == ("/tags/%E5%85%BB%E8%80%81/", "tags/养老/index.html")


def test_a_percent_sign_in_a_name_is_encoded_itself():
    assert encode_url("/a%20b/") == "/a%2520b/"


def test_a_tag_cannot_leave_its_folder():
    assert term_path("tags", "../../etc") == "/tags/-..-etc/"
    assert term_path("tags", "..") == "/tags/-/"


def test_a_tag_in_decomposed_form_has_the_same_address():
    assert term_path("tags", "Cafe\u0301") == term_path("tags", "Caf\u00e9")
