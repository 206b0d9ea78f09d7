package dev.hooklane.e2e.judge;

import java.util.List;

/** All promises, in the order of their columns. */
public final class Judges {
    public static final Judge LOST = new Lost();

    public static final List<Judge> ALL =
            List.of(
                    LOST,
                    new Cancelled(),
                    new Unasked(),
                    new WrongBytes(),
                    new WrongSignature(),
                    new Early(),
                    new Beyond(),
                    new OutcomesTwice(),
                    new RequestsTwice(),
                    new DeadWithoutCause(),
                    new OutOfOrder(),
                    new HistoryDisagrees());

    private Judges() {}
}
