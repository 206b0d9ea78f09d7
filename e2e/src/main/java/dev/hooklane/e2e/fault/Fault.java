package dev.hooklane.e2e.fault;

/** Something that breaks while Hooklane delivers. */
public interface Fault {
    /** Returns the name by which it is requested, such as {@code kill}. */
    String name();

    /** Returns a one-line description of the fault. */
    String summary();

    /**
     * Breaks something, and repairs it before it returns.
     *
     * @throws FaultNotPossibleException if this machine lacks what it needs
     */
    void strike(Scene scene) throws Exception;

    /** Creates the fault's own endpoints, before the load begins. */
    default void prepare(Scene scene) throws Exception {}

    /** Reports whether the installation must be thrown away afterwards. */
    default boolean spoils() {
        return false;
    }
}
