package dev.hooklane.e2e.fault.receiver;

import dev.hooklane.e2e.fault.Fault;
import dev.hooklane.e2e.fault.Scene;
import dev.hooklane.e2e.judge.Endpoint;
import dev.hooklane.e2e.receiver.Manner;
import dev.hooklane.e2e.receiver.Reply;
import java.time.Duration;

/** An endpoint whose surplus bytes could be taken for the answer to another request. */
final class AnswersTwice implements Fault {
    @Override
    public String name() {
        return "answers-twice";
    }

    @Override
    public String summary() {
        return "a receiver answers each request twice, another sends a body after 204; others share their host";
    }

    @Override
    public void prepare(Scene scene) throws Exception {
        var _ =
                scene.makeEndpoint(
                        "twice", Manner.always(Reply.twice()), Endpoint.Ending.EITHER, false, "");
        var _ =
                scene.makeEndpoint(
                        "no_content",
                        Manner.always(Reply.bodyAfterNoContent()),
                        Endpoint.Ending.EITHER,
                        false,
                        "");
    }

    @Override
    public void strike(Scene scene) throws Exception {
        scene.pause(Duration.ofSeconds(5));
    }
}
