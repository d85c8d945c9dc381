package dev.graft.dataprep.mapping;

import javax.measure.Unit;
import javax.measure.format.MeasurementParseException;
import systems.uom.common.USCustomary;
import tech.units.indriya.format.SimpleUnitFormat;

/** Units of measurement by their symbols: those of the International System and those of the United States. */
final class Units {
    static {
        USCustomary.getInstance(); // Its units are known by their symbols from here on.
    }

    private Units() {}

    /** @throws MeasurementParseException when no unit has the symbol */
    static Unit<?> parse(String symbol) {
        return SimpleUnitFormat.getInstance().parse(symbol);
    }
}
