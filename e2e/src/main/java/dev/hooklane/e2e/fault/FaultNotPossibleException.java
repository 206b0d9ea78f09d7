package dev.hooklane.e2e.fault;

/** This machine lacks what a fault needs. */
public final class FaultNotPossibleException extends Exception {
    private static final long serialVersionUID = 1;

    public FaultNotPossibleException(String reason) {
        super(reason);
    }
}
