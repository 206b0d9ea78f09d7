package dev.hooklane.bench.road;

import dev.hooklane.bench.load.Audience;
import dev.hooklane.bench.load.BareOkHttp;
import dev.hooklane.bench.load.Posting;
import dev.hooklane.bench.load.RoadLoad;
import dev.hooklane.bench.measure.Rounds;
import dev.hooklane.bench.receiver.ReceiverProcess;
import java.time.Duration;
import java.util.List;

/** Single rounds at full speed, of bare OkHttp and of the road against the same receiver. */
record Turns(ReceiverProcess receiver, BareOkHttp okHttp, RoadLoad road) {
    Rounds.Round okHttp(Duration duration) throws InterruptedException {
        return posts(receiver, okHttp.posts(), duration);
    }

    /** Makes requests to the receiver as fast as it answers them. */
    static Rounds.Round posts(ReceiverProcess receiver, List<Posting.Post> posts, Duration duration)
            throws InterruptedException {
        CpuMeter cpu = new CpuMeter(receiver);
        long before = receiver.requests();
        long start = System.nanoTime();
        Posting.run(posts, duration);
        double seconds = (System.nanoTime() - start) / 1e9;
        long requests = receiver.requests() - before;
        return new Rounds.Round(
                requests / seconds,
                requests,
                requests,
                cpu.ownMicros(requests),
                cpu.receiverMicros(requests));
    }

    Rounds.Round road(Audience audience, Duration duration) throws InterruptedException {
        return new RoadTurn(receiver, road).run(audience, duration);
    }
}
