package dev.hooklane.console.page;

import dev.hooklane.access.Caller;
import dev.hooklane.access.User;
import dev.hooklane.client.ApiClient;
import dev.hooklane.console.session.Session;
import dev.hooklane.console.session.SessionCookies;
import io.javalin.http.Context;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.BiFunction;
import java.util.random.RandomGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Starts sessions, for all the ways to sign in.
 *
 * @param api returns a client that calls the API for a visitor, with a credential
 */
public record SessionStarts(
        SessionCookies cookies,
        ReplyWriter writer,
        BiFunction<Context, String, ApiClient> api,
        InstantSource clock,
        RandomGenerator random) {

    /** Presents a credential to the API, at this path of it. */
    JsonNode present(Context context, String credential, String path) {
        return api.apply(context, credential).post(path, JsonMapper.shared().createObjectNode());
    }

    Session of(String credential, Caller caller) {
        return Session.start(credential, caller, now(), random);
    }

    Session of(String pass, User user) {
        return Session.start(pass, user, now(), random);
    }

    Instant now() {
        return clock.instant();
    }
}
