package dev.graft.trainer.train.storage;

import dev.graft.contracts.StoreLayout;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a checkpoint lies.
 *
 * @param token of the attempt that saved it
 * @param epoch the last one it knows
 */
record CheckpointKey(String runId, long token, int epoch) {
    /** The one to go on from is the last: of the highest epoch, and of those the latest attempt's. */
    static final Comparator<CheckpointKey> BY_PROGRESS =
            Comparator.comparingInt(CheckpointKey::epoch).thenComparingLong(CheckpointKey::token);

    private static final Pattern MANIFEST = Pattern.compile("(\\d{1,18})/checkpoint-(\\d{1,9})/manifest\\.json");
    private static final String FOLDER = "/checkpoint-";

    static String attempts(String runId) {
        return StoreLayout.runPrefix(runId) + "attempts/";
    }

    /** The key of a checkpoint from the object that makes it whole; empty for any other object. */
    static Optional<CheckpointKey> ofManifest(String runId, String object) {
        Matcher matcher = MANIFEST.matcher(object.substring(attempts(runId).length()));
        return matcher.matches()
                ? Optional.of(
                        new CheckpointKey(runId, Long.parseLong(matcher.group(1)), Integer.parseInt(matcher.group(2))))
                : Optional.empty();
    }

    static boolean isPartOfAny(String object) {
        return object.contains(FOLDER);
    }

    String prefix() {
        String attempt = StoreLayout.runAttempt(runId, token);
        return attempt + "checkpoint-%05d/".formatted(epoch);
    }

    String manifest() {
        return prefix() + CheckpointManifest.NAME;
    }
}
