package dev.hooklane.e2e.fault.receiver;

import dev.hooklane.e2e.fault.Fault;
import dev.hooklane.e2e.fault.Scene;
import dev.hooklane.e2e.judge.Endpoint;
import dev.hooklane.e2e.receiver.Manner;
import dev.hooklane.e2e.receiver.Reply;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;

/** Endpoints that break HTTP in every way, beside healthy ones. */
final class BadReceivers implements Fault {
    private static final int BAD_REQUESTS = 5;

    /** Half of the published rate. */
    private static final int TAKEN_PER_SECOND = 10;

    @Override
    public String name() {
        return "bad-receivers";
    }

    @Override
    public String summary() {
        return "receivers reset, hang, drip, cut short, redirect, answer in HTTP/1.0, with 103s,"
                + " with 429";
    }

    @Override
    public void prepare(Scene scene) throws Exception {
        Reply tooMany = Reply.status(429, Map.of("Retry-After", "1"));
        either(scene, "hang", atFirst(Reply.hang()));
        either(scene, "reset", atFirst(Reply.reset()));
        either(scene, "cut_short", atFirst(Reply.cutShort()));
        either(scene, "drip_slowly", atFirst(Reply.dripping(Duration.ofMillis(200))));
        either(scene, "redirect", Manner.always(Reply.status(302, Map.of("Location", "/"))));
        well(scene, "drip", Manner.always(Reply.dripping(Duration.ofMillis(5))));
        well(scene, "early_hints", Manner.always(Reply.earlyHints()));
        well(scene, "old_http", Manner.always(Reply.oldHttp()));
        well(scene, "closing", Manner.always(Reply.closing()));
        well(scene, "too_many", Manner.limited(TAKEN_PER_SECOND, tooMany, Reply.OK));
        well(scene, "too_many_at_first", Manner.atFirst(BAD_REQUESTS, tooMany, Reply.OK));
    }

    /**
     * Misbehaves only at first. Otherwise the retries would come at growing intervals, and the
     * trial would not see their end.
     */
    private static Manner atFirst(Reply reply) {
        return Manner.atFirst(BAD_REQUESTS, reply, Reply.OK);
    }

    private static void either(Scene scene, String name, Manner manner)
            throws IOException, InterruptedException {
        var _ = scene.makeEndpoint(name, manner, Endpoint.Ending.EITHER, false, "");
    }

    private static void well(Scene scene, String name, Manner manner)
            throws IOException, InterruptedException {
        var _ = scene.makeEndpoint(name, manner, Endpoint.Ending.DELIVERED, false, "");
    }

    @Override
    public void strike(Scene scene) throws Exception {
        scene.pause(Duration.ofSeconds(5));
    }
}
