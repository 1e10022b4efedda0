"""What JSON APIs call the parts of a story, best name first, without case, "_" and "-".

The names are those of the Guardian's, the New York Times's, NewsAPI's, WordPress's, Hacker
News's, Reddit's and Ghost's interfaces, and what their like would call it.
"""

from __future__ import annotations

INSIDE = ("data", "node", "attributes", "fields", "_source", "item", "article", "post", "story", "content")
TITLES = ("title", "webtitle", "headline", "storytitle", "name", "subject")
URLS = (
    "weburl",
    "url",
    "link",
    "canonicalurl",
    "permalink",
    "shareurl",
    "storyurl",
    "articleurl",
    "htmlurl",
    "externalurl",
    "href",
    "sourceurl",
    "uri",
)
IDS = ("guid", "id", "objectid", "uuid", "_id", "key", "slug")
PUBLISHED = (
    "webpublicationdate",
    "datepublished",
    "publishedat",
    "publishedon",
    "published",
    "publicationdate",
    "publisheddate",
    "pubdate",
    "publishdate",
    "publishtime",
    "publishedtime",
    "firstpublicationdate",
    "firstpublished",
    "firstpublishedat",
    "dategmt",
    "date",
    "createdat",
    "createdutc",
    "created",
    "datetime",
    "timestamp",
    "time",
    "displaydate",
    "createdati",
)
UPDATED = (
    "datemodified",
    "modifiedgmt",
    "updatedat",
    "modified",
    "updated",
    "lastmodified",
    "lastupdated",
    "updateddate",
)
BODIES = (
    "contenthtml",
    "bodyhtml",
    "body",
    "articlebody",
    "content",
    "fulltext",
    "storytext",
    "html",
    "selftexthtml",
    "selftext",
    "bodytext",
    "contenttext",
    "text",
)
SUMMARIES = (
    "standfirst",
    "trailtext",
    "summary",
    "abstract",
    "excerpt",
    "customexcerpt",
    "description",
    "dek",
    "snippet",
    "teaser",
    "subtitle",
    "subheadline",
    "leadparagraph",
)
IMAGES = (
    "leadimage",
    "featuredimage",
    "featureimage",
    "mainimage",
    "heroimage",
    "image",
    "imageurl",
    "urltoimage",
    "coverimage",
    "picture",
    "photo",
    "jetpackfeaturedmediaurl",
    "featuredmediaurl",
    "multimedia",
    "images",
    "thumbnail",
    "thumbnailurl",
    "thumb",
    "socialimage",
)
TAGS = ("tags", "categories", "keywords", "topics", "labels", "sectionname", "section", "category")
AUTHORS = ("authors", "author", "byline", "authorname", "creator", "by", "writer", "contributors", "user")
DISCUSSED = ("permalink",)
"""Where stories have a number of comments, their own permalink leads to the comments (Reddit)."""
NAMES = ("name", "webtitle", "displayname", "title", "fullname", "label", "term")
