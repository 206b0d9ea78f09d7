package dev.hooklane.api;

import dev.hooklane.access.ApiKey;
import dev.hooklane.catalogue.CatalogueType;
import dev.hooklane.endpoint.Endpoint;
import dev.hooklane.event.AccountId;
import dev.hooklane.owner.Managed;
import dev.hooklane.quota.OwnLimits;

/** Something that a manifest describes. */
sealed interface ManifestObject {
    /** Returns its kind, as manifests name it. */
    String kind();

    /** Returns where it is in the order of manifests. */
    String place();

    /** Reports whether it is of an owner's manifest. */
    boolean isOf(String owner);

    /** Reports whether it is of any manifest. */
    boolean isOwned();

    /** An event type that did not come with Hooklane as it is. */
    record TypeEntry(CatalogueType type) implements ManifestObject {
        static final String KIND = "eventType";

        @Override
        public String kind() {
            return KIND;
        }

        @Override
        public String place() {
            return "1/" + type.type().value();
        }

        @Override
        public boolean isOf(String owner) {
            return type.managed().isOf(owner);
        }

        @Override
        public boolean isOwned() {
            return !type.managed().equals(Managed.NONE);
        }
    }

    /** The limits that an operator has set for an account. */
    record LimitsEntry(AccountId account, OwnLimits own) implements ManifestObject {
        static final String KIND = "quotas";

        @Override
        public String kind() {
            return KIND;
        }

        @Override
        public String place() {
            return "2/" + account.value();
        }

        @Override
        public boolean isOf(String owner) {
            return own.managed().isOf(owner);
        }

        @Override
        public boolean isOwned() {
            return !own.managed().equals(Managed.NONE);
        }
    }

    /** An endpoint. */
    record EndpointEntry(Endpoint endpoint) implements ManifestObject {
        static final String KIND = "endpoint";

        @Override
        public String kind() {
            return KIND;
        }

        @Override
        public String place() {
            return "3/%s/%s".formatted(endpoint.account(), endpoint.id());
        }

        @Override
        public boolean isOf(String owner) {
            return endpoint.managed().isOf(owner);
        }

        @Override
        public boolean isOwned() {
            return !endpoint.managed().fields().isEmpty();
        }
    }

    /** A key that is not revoked. */
    record KeyEntry(ApiKey key) implements ManifestObject {
        static final String KIND = "key";

        @Override
        public String kind() {
            return KIND;
        }

        @Override
        public String place() {
            return "4/%s/%s".formatted(key.account().map(AccountId::value).orElse(""), key.id());
        }

        @Override
        public boolean isOf(String owner) {
            return key.owner().filter(owner::equals).isPresent();
        }

        @Override
        public boolean isOwned() {
            return key.owner().isPresent();
        }
    }
}
