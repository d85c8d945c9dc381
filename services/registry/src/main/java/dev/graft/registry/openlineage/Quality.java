package dev.graft.registry.openlineage;

import dev.graft.contracts.event.BatchAccepted;
import dev.graft.contracts.event.DatasetRejected;
import dev.graft.contracts.event.RowCounts;
import dev.graft.contracts.event.RuleOutcome;
import dev.graft.platform.json.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What was found of an input.
 *
 * @param rows that were looked at; null: not known
 * @param checks by name, whether each was passed
 */
record Quality(@Nullable Long rows, Map<String, Boolean> checks) {
    static Quality rows(long rows) {
        return new Quality(rows, Map.of());
    }

    static Quality of(BatchAccepted accepted) {
        Map<String, Boolean> checks = rowChecks(accepted.rows());
        if (accepted.findings() != null) {
            checks.put("no-suspected-labels", accepted.findings().suspectedLabels() == 0);
            Optional.ofNullable(accepted.findings().drifted()).ifPresent(drifted -> checks.put("no-drift", !drifted));
        }
        return new Quality(accepted.rows().received(), checks);
    }

    /** The reason as the check that was not passed. */
    static Quality of(DatasetRejected rejected) {
        RowCounts rows = rejected.rows();
        Map<String, Boolean> checks = rows == null ? new LinkedHashMap<>() : rowChecks(rows);
        checks.put(Json.tree(rejected.reason()).asText(), false);
        return new Quality(rows == null ? null : rows.received(), checks);
    }

    static Quality of(List<RuleOutcome> rules, @Nullable Long rows) {
        Map<String, Boolean> checks = new LinkedHashMap<>();
        rules.forEach(rule -> checks.merge(rule.rule(), rule.passed(), Boolean::logicalAnd));
        return new Quality(rows, checks);
    }

    private static Map<String, Boolean> rowChecks(RowCounts rows) {
        Map<String, Boolean> checks = new LinkedHashMap<>();
        checks.put("no-quarantined-rows", rows.quarantined() == 0);
        checks.put("no-duplicates", rows.duplicates() == 0);
        return checks;
    }
}
