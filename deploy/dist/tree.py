"""Archives with the same bytes each time: sorted, and all entries of one time, SOURCE_DATE_EPOCH."""
import gzip
import io
import os
import tarfile
from pathlib import Path

EPOCH = int(os.environ["SOURCE_DATE_EPOCH"])


class Tree:
    """Files and folders by path, with modes and owners."""

    def __init__(self):
        self.entries = {}

    def add(self, path, content, mode=0o644, owner=0):
        data = content if isinstance(content, bytes) else Path(content).read_bytes()
        self.entries[path] = ("file", data, mode, owner)

    def folder(self, path, mode=0o755, owner=0):
        self.entries[path] = ("folder", b"", mode, owner)

    def link(self, path, target):
        self.entries[path] = ("link", target.encode(), 0o777, 0)

    def add_all(self, folder, source):
        for each in sorted(Path(source).rglob("*")):
            path = "%s/%s" % (folder, each.relative_to(source).as_posix())
            if each.is_symlink():
                self.link(path, os.readlink(each))
            elif each.is_file():
                self.add(path, each, 0o755 if os.access(each, os.X_OK) else 0o644)

    def tar(self):
        """Returns a tar of the entries, with their parent folders, sorted."""
        all_entries = dict(self.entries)
        for path in self.entries:
            for parent in Path(path).parents:
                if str(parent) != ".":
                    all_entries.setdefault(parent.as_posix(), ("folder", b"", 0o755, 0))
        out = io.BytesIO()
        with tarfile.open(fileobj=out, mode="w", format=tarfile.GNU_FORMAT) as tar:
            for path in sorted(all_entries):
                kind, data, mode, owner = all_entries[path]
                info = tarfile.TarInfo(path)
                info.mtime, info.mode, info.uid, info.gid = EPOCH, mode, owner, owner
                if kind == "folder":
                    info.type = tarfile.DIRTYPE
                elif kind == "link":
                    info.type, info.linkname = tarfile.SYMTYPE, data.decode()
                info.size = len(data) if kind == "file" else 0
                tar.addfile(info, io.BytesIO(data) if kind == "file" else None)
        return out.getvalue()


def packed(data):
    out = io.BytesIO()
    with gzip.GzipFile(filename="", mode="wb", fileobj=out, mtime=EPOCH, compresslevel=6) as file:
        file.write(data)
    return out.getvalue()
