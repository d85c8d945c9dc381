package dev.graft.predictor.serving;

import dev.graft.predictor.serving.RecordedInputs.Recorded;
import java.util.List;

/** Asks a version, before it serves, what the version before it was asked lately, one by one as most requests come. */
final class Rehearsal {
    private Rehearsal() {}

    /**
     * An input that the version cannot read, such as a row of other columns, counts as another label.
     *
     * @throws ModelUnusable when the version fails on an input that it can read
     */
    static Agreement of(ServedModel next, ServedModel before) throws ModelUnusable {
        List<Recorded> recorded = before.recorded().all();
        int same = 0;
        for (Recorded each : recorded) {
            same += gives(next, each) ? 1 : 0;
        }
        return new Agreement(before.version(), recorded.size(), same);
    }

    private static boolean gives(ServedModel next, Recorded recorded) throws ModelUnusable {
        try {
            return next.rehearse(recorded.input()).equals(recorded.label());
        } catch (UnreadableInput e) {
            return false;
        } catch (RuntimeException e) {
            throw new ModelUnusable(
                    "it fails on a request that the version before it has answered: " + e.getMessage(), e);
        }
    }
}
