"""The engine: a process of its own that fetches, decides and writes the library.

The reader and the commands import `messages` and `client` only; everything else here runs
in the engine's process (`process` and its jobs) or in its children (`worker`).
"""
