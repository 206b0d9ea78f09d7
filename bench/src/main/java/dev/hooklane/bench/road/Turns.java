package dev.hooklane.bench.road;

import dev.hooklane.bench.load.Audience;
import dev.hooklane.bench.load.BareOkHttp;
import dev.hooklane.bench.load.RoadLoad;
import dev.hooklane.bench.measure.Rounds;
import dev.hooklane.bench.receiver.ReceiverProcess;
import java.time.Duration;

/** Single rounds at full speed, of bare OkHttp and of the road against the same receiver. */
record Turns(ReceiverProcess receiver, BareOkHttp okHttp, RoadLoad road) {
    Rounds.Round okHttp(Duration duration) throws InterruptedException {
        return ExchangeBenchmark.round(receiver, okHttp.posts(), duration);
    }

    Rounds.Round road(Audience audience, Duration duration) throws InterruptedException {
        return new RoadTurn(receiver, road).run(audience, duration);
    }
}
