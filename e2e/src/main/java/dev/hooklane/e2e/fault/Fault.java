package dev.hooklane.e2e.fault;

/** Something that breaks while Hooklane delivers. */
public interface Fault {
    /** As it is asked for, such as {@code kill}. */
    String name();

    /** What is done, in one line. */
    String summary();

    /**
     * Breaks it, and puts it right again before it returns.
     *
     * @throws FaultNotPossibleException if this machine lacks what it needs
     */
    void strike(Scene scene) throws Exception;

    /** Endpoints of its own, made before the load begins. */
    default void prepare(Scene scene) throws Exception {}

    /** Whether the installation is thrown away afterwards. */
    default boolean spoils() {
        return false;
    }
}
