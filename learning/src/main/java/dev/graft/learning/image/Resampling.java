package dev.graft.learning.image;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The filters that a picture can be resized with; shrinking widens them, so nothing aliases. */
public enum Resampling {
    /** The triangle, two pixels wide. */
    @JsonProperty("bilinear")
    BILINEAR(1) {
        @Override
        double weight(double distance) {
            return Math.max(0, 1 - Math.abs(distance));
        }
    },

    /** Keys' cubic convolution with a = -0.5, four pixels wide. */
    @JsonProperty("bicubic")
    BICUBIC(2) {
        @Override
        double weight(double distance) {
            double x = Math.abs(distance);
            if (x < 1) {
                return (1.5 * x - 2.5) * x * x + 1;
            }
            return x < 2 ? ((-0.5 * x + 2.5) * x - 4) * x + 2 : 0;
        }
    };

    private final double support;

    Resampling(double support) {
        this.support = support;
    }

    /** Half the filter's width in pixels. */
    double support() {
        return support;
    }

    /** The filter at a distance from its centre, before normalisation. */
    abstract double weight(double distance);
}
