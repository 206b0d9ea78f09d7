"""Checks the Helm chart: Helm's own linter and renderer, Kubernetes' schemas, and what every pod has to have."""

import pathlib
import sys

import helm_python as helm
import kubernetes_validate
import yaml

CHART = sys.argv[1]
# The oldest that the chart takes, and the newest that there are schemas of.
KUBERNETES = ["1.27", kubernetes_validate.latest_version()]
# Their schemas are their operators' own.
FOREIGN = {"ServiceMonitor", "PrometheusRule"}

KAFKA = {"config": {"kafka": {"bootstrap.servers": "kafka:9092"}}}
RULES = pathlib.Path("deploy/prometheus/rules/hooklane.yml").read_text(encoding="utf-8")
FULL = {
    "config": {
        "kafka": {
            "bootstrap.servers": "kafka:9093",
            "security.protocol": "SASL_SSL",
            "sasl.mechanism": "SCRAM-SHA-512",
        },
        "topics": {"partitions": 24},
        "secrets": {"master-key-uri": "gcp-kms://projects/p/locations/l/keyRings/r/cryptoKeys/k"},
    },
    "kmsSecret": {"name": "hooklane-kms", "key": "account.json"},
    "serviceAccountName": "hooklane",
    "oidcSecret": {"name": "hooklane-oidc"},
    "kafka": {"saslSecret": {"name": "hooklane-user"}, "caSecret": {"name": "kafka-cluster-ca-cert"}},
    "workloads": {
        "all": None,
        "fan-out": {"roles": ["fan-out"], "replicas": 2},
        "delivery": {
            "roles": ["delivery"],
            "replicas": 3,
            "saslSecret": {"name": "hooklane-delivery"},
            "serviceAccountName": "hooklane-delivery",
            "persistence": {"enabled": False},
            "autoscaling": {"enabled": True},
        },
        "control-plane": {"roles": ["control-plane"], "replicas": 2, "persistence": {"size": "20Gi"}},
    },
    "topicsApply": {"saslSecret": {"name": "hooklane-topics"}},
    "backup": {"enabled": True, "claimName": "hooklane-backup"},
    "image": {"digest": "sha256:" + "0" * 64, "pullSecrets": [{"name": "registry"}]},
    "javaOptions": "-Xmx1g",
    "networkPolicy": {
        "kafka": [{"podSelector": {"matchLabels": {"strimzi.io/cluster": "kafka"}}}],
        "apiFrom": [{"namespaceSelector": {"matchLabels": {"kubernetes.io/metadata.name": "ingress"}}}],
    },
    "serviceMonitor": {"enabled": True, "labels": {"release": "prometheus"}},
    "prometheusRule": {"enabled": True, "rules": RULES},
    "nodeSelector": {"kubernetes.io/os": "linux"},
    "tolerations": [{"key": "dedicated", "operator": "Exists"}],
    "podAnnotations": {"example.com/team": "platform"},
}
BARE = KAFKA | {
    "topicsApply": {"enabled": False},
    "networkPolicy": {"enabled": False},
    "persistence": {"enabled": False},
}


def resources(values):
    """What the chart makes of these values."""
    report = helm.lint(CHART, values, strict=True)
    assert not report["errors"], report["errors"]
    with helm.Chart.load(CHART) as chart:
        chart.validate_schema(values)
        rendered = chart.render(values, name="hooklane", namespace="webhooks", is_install=True)
    made = []
    for path, text in rendered.items():
        if not path.endswith("NOTES.txt"):
            made += [document for document in yaml.safe_load_all(text) if document]
    return made


def check_pod(kind, name, spec):
    where = f"{kind} {name}"
    assert spec["automountServiceAccountToken"] is False, where
    assert spec["securityContext"]["runAsNonRoot"] is True, where
    assert spec["securityContext"]["seccompProfile"] == {"type": "RuntimeDefault"}, where
    volumes = {volume["name"] for volume in spec["volumes"]}
    for container in spec["containers"]:
        security = container["securityContext"]
        assert security["readOnlyRootFilesystem"] is True, where
        assert security["allowPrivilegeEscalation"] is False, where
        assert security["capabilities"] == {"drop": ["ALL"]}, where
        assert container["resources"]["limits"]["memory"], where
        if kind != "StatefulSet":
            volumes -= {"state"}
        claimed = {mount["name"] for mount in container["volumeMounts"]}
        assert claimed - {"state"} == volumes - {"state"}, where


def check(title, values, expected):
    made = resources(values)
    for resource in made:
        if resource["kind"] not in FOREIGN:
            for version in KUBERNETES:
                kubernetes_validate.validate(resource, version, strict=True)
        if resource["kind"] in ("StatefulSet", "Job"):
            name = resource["metadata"]["name"]
            check_pod(resource["kind"], name, resource["spec"]["template"]["spec"])
            account = resource["spec"]["template"]["spec"].get("serviceAccountName")
            own = "hooklane-delivery" if name.endswith("-delivery") else values.get("serviceAccountName")
            assert account == own, (name, account)
        if resource["kind"] == "CronJob":
            pod = resource["spec"]["jobTemplate"]["spec"]["template"]["spec"]
            check_pod("CronJob", resource["metadata"]["name"], pod)
            assert pod["serviceAccountName"] == values.get("serviceAccountName")
        if resource["kind"] == "StatefulSet":
            selector = resource["spec"]["selector"]["matchLabels"].items()
            assert selector <= resource["spec"]["template"]["metadata"]["labels"].items(), name
            env = resource["spec"]["template"]["spec"]["containers"][0]["env"]
            variables = {each["name"]: each.get("value", "") for each in env}
            assert {"HOOKLANE_INSTANCE", "HOOKLANE_ROLES", "HOOKLANE_API_ADVERTISED"} <= variables.keys(), name
            # Only who serves the API gets its key.
            serves = "control-plane" in variables["HOOKLANE_ROLES"].split(",")
            assert ("HOOKLANE_API_KEY" in variables) == serves, name
            # All open the key file, so all need the KMS.
            credentials = "/etc/hooklane/kms/account.json" if "kmsSecret" in values else None
            assert variables.get("HOOKLANE_SECRETS_MASTER_KEY_CREDENTIALS") == credentials, name
            pod = resource["spec"]["template"]["spec"]
            files = [volume["secret"]["items"] for volume in pod["volumes"] if volume["name"] == "kms"]
            expected_files = [[{"key": "account.json", "path": "account.json"}]] if credentials else []
            assert files == expected_files, (name, files)
            single = serves and "oidcSecret" in values
            assert ("HOOKLANE_CONSOLE_OIDC_CLIENT_SECRET" in variables) == single, name
    kinds = sorted(resource["kind"] for resource in made)
    assert kinds == sorted(expected), (title, kinds)
    print(f"{title}: {len(made)} resources")


def refused(title, values, word):
    try:
        resources(values)
    except (AssertionError, helm.HelmError) as e:
        assert word in str(e), (title, str(e))
        print(f"{title}: refused")
        return
    raise AssertionError(f"{title} is not refused")


always = ["ConfigMap", "Service", "Service"]
pods = ["StatefulSet", "PodDisruptionBudget"]
job = ["ConfigMap", "Job"]
check("all roles in one", KAFKA, always + pods + job + ["NetworkPolicy"])
check("nothing beside it", BARE, always + pods)
check(
    "a workload for each role, with all beside them",
    FULL,
    always + 3 * pods + job + ["CronJob", "NetworkPolicy", "HorizontalPodAutoscaler", "ServiceMonitor", "PrometheusRule"],
)
refused("no Kafka", {}, "bootstrap")
refused("a value that there is none of", KAFKA | {"replicas": 3}, "replicas")
refused("a role that there is none of", KAFKA | {"workloads": {"all": {"roles": ["sender"], "replicas": 1}}}, "roles")
refused("a key in the values", {"config": KAFKA["config"] | {"secrets": {"key": "{}"}}}, "key")
refused("an instance name for all", {"config": {"kafka": {"bootstrap.servers": "k:1"}, "instance": "a"}}, "instance")
