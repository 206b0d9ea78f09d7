package dev.hooklane.api;

import dev.hooklane.quota.Quotas;

/** The quotas of the accounts, and how to change them. */
record QuotaParts(Quotas quotas, QuotaLog log) {}
