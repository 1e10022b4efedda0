"""Pictures: strangers' bytes -> a checked, scaled picture on disk; a picture -> terminal cells or graphics.

A stranger's picture is decoded in a child of the engine, under a deadline, and nowhere else:
`check`, `shrink`, `raster`, `vector`, `symbols`, `sixel` and what calls them load Pillow (and
resvg for drawings) when first called. `records`, `cells`, `fit`, `detect`, `window`, `kitty`, `iterm2`
and `keep` need the standard library alone, so that the reader may use them. Bad pictures are values
(`Refusal`, with a sentence), never exceptions.
"""
