package dev.hooklane.attempt;

import dev.hooklane.endpoint.EndpointDirectory;
import java.util.function.BooleanSupplier;

/**
 * The way to the customers' endpoints: it finds them, sends requests to them, and watches how they
 * do.
 *
 * @param allRead reads up to the last endpoint written before the call; false if it could not
 */
public record EndpointAccess(
        EndpointDirectory directory,
        BooleanSupplier allRead,
        AttemptSender sender,
        EndpointWatch watch) {}
