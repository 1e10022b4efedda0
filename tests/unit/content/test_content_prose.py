"""The running text: what one would read aloud."""

from __future__ import annotations

from feedreader.content import prose
from feedreader.model.document import (
    Aside,
    Card,
    Document,
    Embed,
    EmbedKind,
    Figure,
    Paragraph,
    Picture,
    Span,
)

TEXT = Paragraph((Span("The story."),))
FIGURE = Figure((Picture("https://a.example/p.jpg", "A picture"),), (Span("Its caption."),))


def test_captions_embeds_and_cards_stand_beside_the_text() -> None:
    aside = Aside((Paragraph((Span("In the box."),)), FIGURE), "A box")
    embed = Embed(EmbedKind.VIDEO, "https://v.example/1", "A video")
    card = Card("https://a.example/other", "Another story")
    assert prose(Document((TEXT, FIGURE, embed, card, aside))) == "The story.\n\nA box\n\nIn the box."


def test_a_document_of_pictures_alone_says_what_they_show() -> None:
    assert "Its caption." in prose(Document((FIGURE,)))
