package dev.graft.learning.check;

/** Features as a candidate gives them, checked. */
final class Features {

    private Features() {}

    /** Throws {@link IllegalArgumentException} where they are not one finite row of one width for each row. */
    static float[][] of(Candidate candidate, int[] rows) {
        float[][] features = candidate.features().extract(rows);
        if (features.length != rows.length) {
            throw new IllegalArgumentException("%s gives %d rows of features for %d rows"
                    .formatted(candidate.name(), features.length, rows.length));
        }
        for (int i = 0; i < rows.length; i++) {
            check(candidate, rows[i], features[i], features[0].length);
        }
        return features;
    }

    /** The number of features a row has. */
    static int width(Candidate candidate) {
        return of(candidate, new int[] {0})[0].length;
    }

    private static void check(Candidate candidate, int row, float[] features, int width) {
        if (features.length != width || width == 0) {
            throw new IllegalArgumentException("%s gives row %d %d features, and others %d"
                    .formatted(candidate.name(), row, features.length, width));
        }
        for (float feature : features) {
            if (!Float.isFinite(feature)) {
                throw new IllegalArgumentException(
                        "%s gives row %d the feature %s".formatted(candidate.name(), row, feature));
            }
        }
    }
}
