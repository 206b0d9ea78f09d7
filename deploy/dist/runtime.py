"""What the image runs on, for each architecture: Java, the C library and a shell; and Java's start cache.

The layer for this machine's own architecture has this machine's Java and C library. The layer for ARM64, made on x86-64,
has those of Debian's packages; apt checks them against Debian's signature.
"""
import hashlib
import os
import platform
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

from tree import EPOCH, Tree

ROOT = Path(__file__).resolve().parents[2]
USER = 10001
RECORDING_SECONDS = 1800
MODULES = "java.se,jdk.crypto.ec,jdk.httpserver,jdk.management,jdk.naming.dns,jdk.unsupported,jdk.zipfs"
# The first Debian with Java 25.
SUITE = "trixie"
PACKAGES = ("base-files", "bash", "coreutils", "gcc-14-base", "libc6", "libgcc-s1", "libstdc++6", "libtinfo6",
            "openjdk-25-jdk-headless", "zlib1g")
LIBRARIES = ("ld-linux-aarch64.so.1", "libc.so.6", "libm.so.6", "libdl.so.2", "librt.so.1", "libpthread.so.0",
             "libgcc_s.so.1", "libstdc++.so.6", "libtinfo.so.6", "libz.so.1")


class Unavailable(Exception):
    """Why this machine can't make the layers for another architecture."""


def run(*command, **options):
    return subprocess.run([str(part) for part in command], check=True, **options)


def attempt(what, *command, **options):
    """Runs what may fail where there is no network or no Debian, and gives its last line as the reason."""
    try:
        return run(*command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, **options).stdout
    except OSError as error:
        raise Unavailable("%s: %s" % (what, error)) from error
    except subprocess.CalledProcessError as error:
        said = error.stdout.strip().splitlines() or ["exit code %d" % error.returncode]
        raise Unavailable("%s: %s" % (what, said[-1])) from error


def common(tree):
    tree.link("bin/sh", "bash")
    tree.add("etc/passwd", b"hooklane:x:%d:%d::/var/lib/hooklane:/none\n" % (USER, USER))
    tree.add("etc/nsswitch.conf", b"hosts: files dns\n")
    tree.folder("tmp", 0o1777)
    tree.folder("var/lib/hooklane", 0o700, USER)
    return tree


def linked(java_home, whole, *options):
    """Has jlink make a runtime as folder `whole`."""
    with tempfile.TemporaryDirectory() as temporary:
        home = Path(temporary) / "java"
        run(java_home / "bin/jlink", *options, "--add-modules", MODULES, "--output", home, "--no-header-files",
            "--no-man-pages", "--compress", "zip-6")
        # A link into another folder would lead nowhere in the image.
        run("cp", "-rL", home, whole)


class Own:
    """This machine's Java and C library."""

    training = ("--load", "10")

    def __init__(self, java_home):
        self.java_home = java_home
        self.architecture = {"x86_64": "amd64", "aarch64": "arm64"}[platform.machine()]

    def layer(self, whole):
        """Returns the layer, with Java also as folder `whole`."""
        tree = Tree()
        linked(self.java_home, whole, "--strip-debug")
        tree.add_all("opt/java", whole)
        # The commands `hooklane` and `hooklane-ready` need a shell, and a pod's end needs sleep.
        for program in ("bash", "sleep"):
            tree.add("bin/" + program, Path(shutil.which(program)).resolve(), 0o755)
        binaries = [shutil.which("bash"), shutil.which("sleep"), whole / "bin/java", *whole.glob("lib/*.so"), *whole.glob("lib/server/*.so")]
        found = subprocess.run(["ldd", *map(str, binaries)], check=True, capture_output=True, text=True).stdout
        libraries = set(re.findall(r"(/\S*/(?:ld-linux\S*|lib(?:c|m|dl|rt|pthread|gcc_s|stdc\+\+|tinfo|z)\.so\S*))", found))
        # RocksDB's and Snappy's native libraries ask for these.
        cache = subprocess.run(["/sbin/ldconfig", "-p"], check=True, capture_output=True, text=True).stdout
        machine = {"amd64": "x86-64", "arm64": "AArch64"}[self.architecture]
        for name in ("libgcc_s.so.1", "libstdc++.so.6", "libdl.so.2", "librt.so.1", "libpthread.so.0"):
            libraries.update(re.findall(r"\t%s \([^)]*%s[^)]*\) => (\S+)" % (re.escape(name), machine), cache))
        for library in sorted(libraries):
            folder = "lib64" if "ld-linux-x86" in library else "lib"
            tree.add("%s/%s" % (folder, Path(library).name), Path(library).resolve(), 0o755)
        return common(tree)

    def record(self, java, options, command, cache, log):
        run(java / "bin/java", *options, "-XX:AOTCacheOutput=" + cache, *command, stdout=log, stderr=log)


class Debian:
    """Java and C library of Debian's packages for ARM64.

    The packages are kept in target/debian-arm64, so that a second image in a clone has the same bytes.
    """

    architecture = "arm64"
    training = ()  # An emulated processor learns little in ten seconds.

    def __init__(self, java_home):
        self.java_home = java_home
        release = (java_home / "release").read_text()
        if not re.search(r'(?m)^JAVA_VERSION="25[."]', release):
            raise Unavailable("linking Debian's Java 25 for ARM64 takes a JDK 25")
        self.kept = ROOT / "target/debian-arm64"
        if not self.intact():
            self.fetch()

    def intact(self):
        return set(self.packages()) == set(PACKAGES) and subprocess.run(
            ["sha256sum", "--quiet", "--status", "-c", "SHA256SUMS"], cwd=self.kept).returncode == 0

    def sources(self):
        """Returns the archives that this machine's apt uses, for another suite: mirrors and proxies stay its own."""
        try:
            system = platform.freedesktop_os_release()
        except OSError:
            system = {}
        if system.get("ID") != "debian" or not shutil.which("apt-get"):
            raise Unavailable("Java for ARM64 comes from Debian's packages, and this is no Debian")
        targets = attempt("apt-get indextargets", "apt-get", "indextargets", "--format",
                          "$(RELEASE) $(COMPONENT) $(REPO_URI)", "Created-By: Packages")
        own = re.escape(system.get("VERSION_CODENAME", "?"))
        lines = {"deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] %s %s main\n" % (address, SUITE + part)
                 for part, address in re.findall(r"(?m)^%s(|-updates|-security) main (\S+)$" % own, targets)}
        if not lines:
            raise Unavailable("this machine's apt has no archive of Debian")
        return "".join(sorted(lines))

    def fetch(self):
        """Fetches the packages by an apt with folders of its own: this machine's packages stay as they are."""
        shutil.rmtree(self.kept, ignore_errors=True)
        with tempfile.TemporaryDirectory() as temporary:
            top = Path(temporary)
            for folder in ("lists/partial", "cache/archives/partial", "none", "debs"):
                (top / folder).mkdir(parents=True)
            (top / "sources.list").write_text(self.sources())
            settings = {"Dir::State": top, "Dir::State::lists": top / "lists", "Dir::State::status": "/dev/null",
                        "Dir::Cache": top / "cache", "Dir::Etc::sourcelist": top / "sources.list",
                        "Dir::Etc::sourceparts": top / "none", "Dir::Etc::preferences": "/dev/null",
                        "Dir::Etc::preferencesparts": top / "none", "APT::Architecture": self.architecture,
                        "APT::Architectures": self.architecture, "APT::Get::AllowUnauthenticated": "false",
                        "APT::Update::Error-Mode": "any", "Acquire::Retries": 2}
            if os.getuid() == 0:
                settings["APT::Sandbox::User"] = "root"
            apt = ["apt-get", "-q", *("-o%s=%s" % each for each in settings.items())]
            attempt("apt-get update", *apt, "update")
            attempt("apt-get download", *apt, "download", *PACKAGES, cwd=top / "debs")
            sums = "".join("%s  %s\n" % (hashlib.sha256(each.read_bytes()).hexdigest(), each.name)
                           for each in sorted((top / "debs").iterdir()))
            self.kept.parent.mkdir(exist_ok=True)
            shutil.copytree(top / "debs", self.kept)
            (self.kept / "SHA256SUMS").write_text(sums)

    def packages(self):
        return {each.name.split("_")[0]: each for each in sorted(self.kept.glob("*.deb"))}

    def layer(self, whole):
        """Returns the layer, with Java also as folder `whole` and the libraries as `whole`/../lib."""
        tree = Tree()
        with tempfile.TemporaryDirectory() as temporary:
            top = Path(temporary)
            for file in self.packages().values():
                run("dpkg-deb", "-x", file, top)
            # Where a scanner of images looks for packages if there is no package manager; and the licences.
            tree.add("etc/os-release", top / "usr/lib/os-release")
            for name, file in self.packages().items():
                tree.add("var/lib/dpkg/status.d/" + name, run("dpkg-deb", "-f", file, stdout=subprocess.PIPE).stdout)
                licence = top / "usr/share/doc" / name / "copyright"
                if licence.is_file():
                    tree.add("usr/share/doc/%s/copyright" % name, licence)
            tree.add_all("usr/share/common-licenses", top / "usr/share/common-licenses")
            jmods = next(top.glob("usr/lib/jvm/*/jmods/java.base.jmod")).parent
            # The debug information of native code is in other packages already.
            try:
                linked(self.java_home, whole, "--module-path", jmods, "--strip-java-debug-attributes")
            except subprocess.CalledProcessError as error:
                raise Unavailable("jlink of %s can't link Debian's Java" % self.java_home) from error
            # Both architectures trust the same authorities.
            (whole / "lib/security/cacerts").write_bytes((self.java_home / "lib/security/cacerts").read_bytes())
            tree.add_all("opt/java", whole)
            for program in ("bash", "sleep"):
                tree.add("bin/" + program, top / "usr/bin" / program, 0o755)
            (whole.parent / "lib").mkdir()
            for library in LIBRARIES:
                file = (top / "usr/lib/aarch64-linux-gnu" / library).resolve()
                tree.add("lib/" + library, file, 0o755)
                shutil.copy(file, whole.parent / "lib" / library)
        return common(tree)

    def record(self, java, options, command, cache, log):
        """Records on an emulated ARM64, without whatever only some of its processors have."""
        emulator = shutil.which("qemu-aarch64-static") or shutil.which("qemu-aarch64")
        if not emulator:
            raise Unavailable("recording it takes qemu-aarch64 (Debian: apt-get install qemu-user-static)")
        # The broker is not what is recorded: it runs on this machine's own Java.
        os.replace(java / "bin/java", java / "bin/java-arm64")
        (java / "bin/java").write_text('#!/bin/sh\nexec "%s" "$@"\n' % (self.java_home / "bin/java"))
        (java / "bin/java").chmod(0o755)
        emulated = [emulator, "-cpu", "cortex-a57", "-L", java.parent, "-E", "LD_LIBRARY_PATH=/lib", java / "bin/java-arm64",
                    *options, "-Djdk.lang.Process.launchMechanism=FORK"]
        configuration = cache + ".configuration"
        try:
            for mode in ("-XX:AOTMode=record",), ("-XX:AOTMode=create", "-XX:AOTCache=" + cache):
                run(*emulated, *mode, "-XX:AOTConfiguration=" + configuration, *command, stdout=log, stderr=log,
                    timeout=RECORDING_SECONDS)
        except subprocess.SubprocessError as error:
            raise Unavailable("the emulated run failed; see %s" % log.name) from error
        finally:
            Path(configuration).unlink(missing_ok=True)
