"""An image's file: an OCI image layout of several architectures."""
import datetime
import hashlib
import json

from tree import EPOCH, Tree, packed


class Layout:
    """An OCI image layout, with Docker's own list beside it: a Docker without containerd's store reads only that."""

    def __init__(self, version, settings):
        self.version, self.settings = version, settings
        self.tree, self.manifests, self.docker = Tree(), [], []

    def blob(self, data, kind):
        digest = hashlib.sha256(data).hexdigest()
        self.tree.add("blobs/sha256/" + digest, data)
        return {"mediaType": "application/vnd.oci.image." + kind, "digest": "sha256:" + digest, "size": len(data)}

    def json(self, value, kind):
        return self.blob(json.dumps(value, sort_keys=True).encode(), kind)

    def add(self, architecture, tars):
        target = {"architecture": architecture, "os": "linux"}
        if architecture == "arm64":
            target["variant"] = "v8"
        created = datetime.datetime.fromtimestamp(EPOCH, datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
        config = self.json({
            "created": created, **target, "config": self.settings,
            "rootfs": {"type": "layers", "diff_ids": ["sha256:" + hashlib.sha256(tar).hexdigest() for tar in tars]}},
            "config.v1+json")
        blobs = [self.blob(packed(tar), "layer.v1.tar+gzip") for tar in tars]
        manifest = self.json({"schemaVersion": 2, "mediaType": "application/vnd.oci.image.manifest.v1+json",
                              "config": config, "layers": blobs}, "manifest.v1+json")
        self.manifests.append({**manifest, "platform": target})
        self.docker.append({"Config": self.path(config), "RepoTags": ["hooklane:%s-%s" % (self.version, architecture)],
                            "Layers": [self.path(blob) for blob in blobs]})

    @staticmethod
    def path(blob):
        return "blobs/sha256/" + blob["digest"].split(":")[1]

    def tar(self):
        # One entry with the version's name, as tools expect it; it leads to an image for each architecture.
        entry = self.json({"schemaVersion": 2, "mediaType": "application/vnd.oci.image.index.v1+json",
                           "manifests": self.manifests}, "index.v1+json")
        entry["annotations"] = {"org.opencontainers.image.ref.name": self.version,
                                "io.containerd.image.name": "docker.io/library/hooklane:" + self.version}
        self.tree.add("index.json", json.dumps({"schemaVersion": 2, "manifests": [entry]}, sort_keys=True).encode())
        self.tree.add("manifest.json", json.dumps(self.docker, sort_keys=True).encode())
        self.tree.add("oci-layout", b'{"imageLayoutVersion": "1.0.0"}')
        return self.tree.tar()
