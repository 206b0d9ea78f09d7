package dev.hooklane.bench.road;

import dev.hooklane.bench.load.Audience;
import dev.hooklane.bench.load.RoadLoad;
import dev.hooklane.bench.measure.Rounds;
import dev.hooklane.bench.measure.ThreadCpu;
import dev.hooklane.bench.receiver.ReceiverProcess;
import java.time.Duration;

/** Single rounds of the road at full speed. */
record RoadTurn(ReceiverProcess receiver, RoadLoad road) {
    Rounds.Round run(Audience audience, Duration duration) throws InterruptedException {
        CpuMeter cpu = new CpuMeter(receiver);
        ThreadCpu threads = new ThreadCpu();
        RoadLoad.Stretch stretch = road.atFullSpeed(audience, duration);
        Rounds.Round round =
                new Rounds.Round(
                        stretch.perSecond(),
                        stretch.deliveries(),
                        stretch.requests(),
                        cpu.ownMicros(stretch.requests()),
                        cpu.receiverMicros(stretch.requests()),
                        threads.micros(stretch.requests()));
        road.verify(stretch);
        return round;
    }
}
