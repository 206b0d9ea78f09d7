package dev.hooklane.eraser;

import dev.hooklane.erasure.ErasedPlace;
import dev.hooklane.erasure.Erasure;
import java.util.Optional;

/**
 * The history's files in the state directory of each instance. They follow the history topic, so
 * records removed there can't be read here. The bytes disappear with the file that holds them, some
 * time after the retention; no date can be promised for that.
 */
record StateDirPlace() implements DataPlace {
    static final String NAME = "state-dir";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public ErasedPlace erase(Erasure erasure) {
        return ErasedPlace.finished(NAME, 0, Optional.empty());
    }
}
