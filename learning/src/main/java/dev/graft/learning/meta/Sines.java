package dev.graft.learning.meta;

import java.util.Random;

/**
 * The tasks of Finn et al. (2017): sines of amplitudes 0.1 to 5 and phases 0 to π, seen at places from −5 to 5.
 *
 * @param rows to learn from
 * @param asked rows to be judged by
 */
public record Sines(int rows, int asked) implements Episodes {

    private static final double FARTHEST = 5;

    @Override
    public Episode draw(Random random) {
        double amplitude = 0.1 + 4.9 * random.nextDouble();
        double phase = Math.PI * random.nextDouble();
        double[][] inputs = places(rows, random);
        double[][] askedInputs = places(asked, random);
        return new Episode(
                inputs, values(amplitude, phase, inputs), askedInputs, values(amplitude, phase, askedInputs));
    }

    private static double[][] places(int count, Random random) {
        double[][] places = new double[count][1];
        for (double[] place : places) {
            place[0] = FARTHEST * (2 * random.nextDouble() - 1);
        }
        return places;
    }

    private static double[][] values(double amplitude, double phase, double[][] places) {
        double[][] values = new double[places.length][1];
        for (int i = 0; i < values.length; i++) {
            values[i][0] = amplitude * Math.sin(places[i][0] - phase);
        }
        return values;
    }
}
