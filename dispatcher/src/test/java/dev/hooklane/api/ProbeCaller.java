package dev.hooklane.api;

import dev.hooklane.access.Ability;
import dev.hooklane.api.ApiFixture.Answer;
import dev.hooklane.api.ProbeOperation.Request;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.awaitility.Awaitility;

/**
 * Somebody who calls the API.
 *
 * @param authorization what it sends; empty for nothing
 * @param known whether the API knows it
 */
record ProbeCaller(String name, Optional<String> authorization, boolean known) {
    /** A client that is told to come back later does so that often. */
    private static final int PATIENCE = 20;

    /**
     * Everybody but operators and those whom the victim let in.
     *
     * @param api with {@link SignedInPeople#PROVIDER}
     */
    static List<ProbeCaller> strangersTo(ApiFixture api, ProbeAccount own)
            throws IOException, InterruptedException {
        String account = own.id(ProbeKind.ACCOUNT);
        Answer wrong = key(api, "account", account);
        Answer revoked = key(api, "account", account);
        api.send("DELETE", "/v1/keys/" + revoked.text("id"), "");
        String wrongKey = wrong.text("key");
        List<ProbeCaller> all = new ArrayList<>();
        all.add(new ProbeCaller("nobody", Optional.empty(), false));
        all.add(unknown("a wrong key", wrongKey.substring(0, wrongKey.length() - 8) + "00000000"));
        all.add(unknown("a revoked key", revoked.text("key")));
        all.add(known("another account", own.key()));
        all.add(known("its publisher", key(api, "publisher", account).text("key")));
        SignedInPeople people = new SignedInPeople(api);
        Set<Ability> everything = Set.of(Ability.values());
        all.add(
                known(
                        "its person, signed in at the provider",
                        people.ofAccount("u-its", account, everything, SignedInPeople.later())));
        all.add(
                unknown(
                        "its person, whose session is over",
                        people.ofAccount("u-over", account, everything, Instant.now())));
        all.add(known("its link", link(api, account, "\"view\"")));
        all.add(
                known(
                        "its link that may do all",
                        link(api, account, "\"view\",\"manage\",\"secrets\",\"replay\"")));
        return all;
    }

    static ProbeCaller operator() {
        return known("the operator", ApiFixture.KEY);
    }

    static ProbeCaller known(String name, String key) {
        return new ProbeCaller(name, Optional.of("Bearer " + key), true);
    }

    private static ProbeCaller unknown(String name, String key) {
        return new ProbeCaller(name, Optional.of("Bearer " + key), false);
    }

    private static Answer key(ApiFixture api, String role, String account)
            throws IOException, InterruptedException {
        return api.post(
                "/v1/keys",
                "{\"name\":\"probe\",\"role\":\"%s\",\"account\":\"%s\"}".formatted(role, account));
    }

    private static String link(ApiFixture api, String account, String abilities)
            throws IOException, InterruptedException {
        String url =
                api.post(
                                "/v1/portal-links",
                                "{\"account\":\"%s\",\"abilities\":[%s]}"
                                        .formatted(account, abilities))
                        .text("url");
        return LinkAnswers.exchange(api, url).text("session");
    }

    Answer call(ApiFixture api, Request request) throws IOException, InterruptedException {
        return call(api, request, Map.of());
    }

    Answer call(ApiFixture api, Request request, Map<String, String> headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder builder =
                api.anonymous(request.path())
                        .method(
                                request.method(),
                                request.body().isEmpty()
                                        ? HttpRequest.BodyPublishers.noBody()
                                        : HttpRequest.BodyPublishers.ofString(request.body()));
        if (!request.body().isEmpty()) {
            builder.header("Content-Type", "application/json");
        }
        authorization.ifPresent(value -> builder.header("Authorization", value));
        headers.forEach(builder::header);
        Answer answer = api.send(builder.build());
        if (!known || answer.status() != 429) {
            return answer;
        }
        Duration later =
                Duration.ofSeconds(
                        answer.response().headers().firstValueAsLong("retry-after").orElse(1));
        return Awaitility.await("an answer to " + request)
                .pollDelay(later)
                .pollInterval(later)
                .atMost(later.multipliedBy(PATIENCE + 1))
                .until(() -> api.send(builder.build()), again -> again.status() != 429);
    }

    @Override
    public String toString() {
        return name;
    }
}
