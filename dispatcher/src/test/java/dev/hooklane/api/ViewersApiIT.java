package dev.hooklane.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A key with the role viewer sees what an operator sees, and changes nothing. */
@ExtendWith(SharedApi.class)
class ViewersApiIT {
    /** They change nothing of the installation's. */
    private static final Set<String> ALLOWED = Set.of("POST /v1/filters/try", "POST /v1/sign-ins");

    /** They hold secrets, if sealed ones. */
    private static final Set<String> WITH_SECRETS =
            Set.of("GET /v1/manifest", "GET /v1/manifest/owned");

    private final ApiFixture api;

    ViewersApiIT(ApiFixture api) {
        this.api = api;
    }

    @Test
    void itReadsEverywhereAndChangesNothingAnywhere() throws Exception {
        String key = viewer();
        String endpoint = api.endpoint("acct_viewed").text("id");
        Map<String, Integer> wrong = new TreeMap<>();
        for (String route : api.plane.routes()) {
            String method = route.substring(0, route.indexOf(' '));
            String path = route.substring(method.length() + 1);
            // A session is opened with a link, and no key opens one.
            if (!path.startsWith("/v1/")
                    || path.endsWith("/stream")
                    || route.equals("POST /v1/portal-sessions")) {
                continue;
            }
            int status = api.as(key, method, path.replaceAll("\\{[a-z]+}", endpoint)).status();
            boolean mayPass =
                    (method.equals("GET") && !WITH_SECRETS.contains(route))
                            || ALLOWED.contains(route);
            if (mayPass == (status == 403) || status == 401) {
                wrong.put(route, status);
            }
        }

        assertThat(wrong).isEmpty();
        assertThat(api.get("/v1/endpoints/" + endpoint).status()).isEqualTo(200);
    }

    @Test
    void itSeesAllAccountsAndNoSecret() throws Exception {
        String key = viewer();
        String endpoint = api.endpoint("acct_seen").text("id");

        ApiFixture.Answer seen = api.as(key, "/v1/endpoints/" + endpoint);

        assertThat(seen.status()).isEqualTo(200);
        assertThat(seen.response().body()).doesNotContain("whsec_");
        assertThat(api.as(key, "/v1/keys/me").json().path("abilities").toString())
                .isEqualTo("[\"view\"]");
        assertThat(api.as(key, "/v1/audit").status()).isEqualTo(200);
    }

    private String viewer() throws IOException, InterruptedException {
        return api.post("/v1/keys", "{\"name\":\"auditor\",\"role\":\"viewer\"}").text("key");
    }
}
