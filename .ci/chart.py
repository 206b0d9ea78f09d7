"""Checks the Helm chart: Helm's own linter and renderer, Kubernetes' schemas, and what every pod has to have."""

import json
import sys

import helm_python as helm
import kubernetes_validate
import yaml

CHART = sys.argv[1]
# The oldest that the chart takes, and the newest that there are schemas of.
KUBERNETES = ["1.27", kubernetes_validate.latest_version()]
# Their schemas are their operators' own.
FOREIGN = {"ServiceMonitor", "PodMonitor", "PrometheusRule", "HTTPRoute"}
RUNBOOK = "https://wiki.example.com/hooklane"

KAFKA = {"config": {"kafka": {"bootstrap.servers": "kafka:9092"}}}
FULL = {
    "config": {
        "kafka": {
            "bootstrap.servers": "kafka:9093",
            "security.protocol": "SASL_SSL",
            "sasl.mechanism": "SCRAM-SHA-512",
        },
        "topics": {"partitions": 24},
        "tracing": {"otlp-endpoint": "http://otel-collector:4318"},
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
        "collector": [{"podSelector": {"matchLabels": {"app": "otel-collector"}}}],
        "extraEgress": [{"ports": [{"protocol": "TCP", "port": 3128}]}],
        "apiFrom": [{"namespaceSelector": {"matchLabels": {"kubernetes.io/metadata.name": "ingress"}}}],
    },
    "serviceMonitor": {"enabled": True, "labels": {"release": "prometheus"}},
    "podMonitor": {"enabled": True},
    "prometheusRule": {"enabled": True, "runbookUrl": RUNBOOK},
    "dashboards": {"enabled": True},
    "ingress": {"enabled": True, "host": "hooks.example.com", "className": "nginx"},
    "httpRoute": {"enabled": True, "parentRefs": [{"name": "gateway"}], "hostnames": ["hooks.example.com"]},
    "extraEnv": [{"name": "TZ", "value": "UTC"}, {"name": "HTTPS_PROXY", "valueFrom": {"secretKeyRef": {"name": "p", "key": "k"}}}],
    "priorityClassName": "important",
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
        if resource["kind"] == "Pod":
            check_pod("Pod", resource["metadata"]["name"], resource["spec"])
            assert resource["metadata"]["annotations"]["helm.sh/hook"] == "test"
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
            assert (variables.get("TZ") == "UTC") == ("extraEnv" in values), name
            assert pod.get("priorityClassName") == values.get("priorityClassName"), name
            assert pod["topologySpreadConstraints"][0]["labelSelector"]["matchLabels"].items() <= resource["spec"][
                "template"
            ]["metadata"]["labels"].items(), name
            paths = {mount["mountPath"] for mount in pod["containers"][0]["volumeMounts"]}
            assert "/etc/hooklane/hooklane.yaml" in paths, name
            probes = [pod["containers"][0][each + "Probe"]["httpGet"]["port"] for each in ("startup", "liveness", "readiness")]
            assert probes == 3 * ["management"], name
            single = serves and "oidcSecret" in values
            assert ("HOOKLANE_CONSOLE_OIDC_CLIENT_SECRET" in variables) == single, name
    check_ways(made, values)
    kinds = sorted(resource["kind"] for resource in made)
    assert kinds == sorted(expected), (title, kinds)
    print(f"{title}: {len(made)} resources")


def check_ways(made, values):
    """Who reaches what: nothing from outside leads to the port of metrics and health, and all that is set is let out."""
    service = next(each for each in made if each["kind"] == "Service" and not each["metadata"]["name"].endswith("-pods"))
    assert [port["targetPort"] for port in service["spec"]["ports"]] == ["api"]
    for resource in made:
        if resource["kind"] == "Ingress":
            paths = [path for rule in resource["spec"]["rules"] for path in rule["http"]["paths"]]
            backends = [path["backend"]["service"] for path in paths]
            assert backends == [{"name": service["metadata"]["name"], "port": {"name": "api"}}], backends
        if resource["kind"] == "HTTPRoute":
            backends = [backend for rule in resource["spec"]["rules"] for backend in rule["backendRefs"]]
            assert backends == [{"name": service["metadata"]["name"], "port": service["spec"]["ports"][0]["port"]}], backends
        if resource["kind"] in ("ServiceMonitor", "PodMonitor"):
            ends = resource["spec"].get("endpoints") or resource["spec"]["podMetricsEndpoints"]
            assert [end["port"] for end in ends] == ["management"], ends
        if resource["kind"] == "NetworkPolicy":
            ports = {(port["port"], bool(rule.get("to"))) for rule in resource["spec"]["egress"] for port in rule["ports"]}
            traced = "tracing" in values["config"]
            assert ((4318, True) in ports) == traced, ports
            assert ((3128, False) in ports) == ("extraEgress" in values.get("networkPolicy", {})), ports
        if resource["kind"] == "PrometheusRule":
            alerts = [rule for group in resource["spec"]["groups"] for rule in group["rules"] if "alert" in rule]
            assert len(alerts) > 40, len(alerts)
            for alert in alerts:
                link = alert["annotations"]["runbook_url"]
                assert link == RUNBOOK + "#" + alert["alert"].lower(), link
        if resource["kind"] == "ConfigMap" and "grafana_dashboard" in resource["metadata"]["labels"]:
            (text,) = resource["data"].values()
            assert json.loads(text)["panels"], resource["metadata"]["name"]


def refused(title, values, word):
    try:
        resources(values)
    except (AssertionError, helm.HelmError) as e:
        assert word in str(e), (title, str(e))
        print(f"{title}: refused")
        return
    raise AssertionError(f"{title} is not refused")


always = ["ConfigMap", "Service", "Service", "Pod"]
pods = ["StatefulSet", "PodDisruptionBudget"]
job = ["ConfigMap", "Job"]
check("all roles in one", KAFKA, always + pods + job + ["NetworkPolicy"])
check("nothing beside it", BARE, always + pods)
check(
    "a workload for each role, with all beside them",
    FULL,
    always + 3 * pods + job + ["CronJob", "NetworkPolicy", "HorizontalPodAutoscaler", "ServiceMonitor", "PodMonitor"]
    + ["PrometheusRule", "Ingress", "HTTPRoute"]
    + 5 * ["ConfigMap"],
)
refused("no Kafka", {}, "bootstrap")
refused("a value that there is none of", KAFKA | {"replicas": 3}, "replicas")
refused("a role that there is none of", KAFKA | {"workloads": {"all": {"roles": ["sender"], "replicas": 1}}}, "roles")
refused("a key in the values", {"config": KAFKA["config"] | {"secrets": {"key": "{}"}}}, "key")
refused("an Ingress without a host", KAFKA | {"ingress": {"enabled": True}}, "ingress.host")
refused("a port of the chart's own", KAFKA | {"extraEnv": [{"name": "HOOKLANE_API_PORT", "value": "1"}]}, "API_PORT")
refused("a runbook without a scheme", KAFKA | {"prometheusRule": {"runbookUrl": "wiki"}}, "runbookUrl")
refused("an instance name for all", {"config": {"kafka": {"bootstrap.servers": "k:1"}, "instance": "a"}}, "instance")
