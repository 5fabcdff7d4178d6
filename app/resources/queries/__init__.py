"""Lists of resources, one resource, and what waits for those who look after them."""

from app.resources.queries.files import FileShown, Found, SameFile, files_of, get_file, same_files, twins_of
from app.resources.queries.listing import PER_PAGE, Filters, Key, Order, Page, list_resources
from app.resources.queries.mine import Mine, favourites_of, shared_by
from app.resources.queries.one import ResourceShown, find_resource, get_own_resource, get_resource
from app.resources.queries.reports import ReportShown, own_report, waiting_reports, waiting_reports_about
from app.resources.queries.surroundings import Sharer, choosable_places, choosable_topics, sharer_in

__all__ = [
    "PER_PAGE", "FileShown", "Filters", "Found", "Key", "Mine", "Order", "Page", "ReportShown", "ResourceShown", "SameFile",
    "Sharer", "choosable_places", "choosable_topics", "favourites_of", "files_of", "find_resource", "get_file", "get_own_resource",
    "get_resource", "list_resources", "own_report", "same_files", "shared_by", "sharer_in", "twins_of", "waiting_reports",
    "waiting_reports_about",
]  # fmt: skip
