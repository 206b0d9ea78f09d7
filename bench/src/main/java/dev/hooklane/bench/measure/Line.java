package dev.hooklane.bench.measure;

import java.util.List;

/**
 * A straight line {@code y = a + b·x} through some points, by least squares.
 *
 * @param explained the part of the points' variance that the line explains, from 0 to 1
 */
public record Line(double a, double b, double explained) {
    /** What was measured at one x. */
    public record Point(double x, double y) {}

    /**
     * Fits a line.
     *
     * @throws BenchmarkFailedException if there are fewer than three points, or all have one x
     */
    public static Line through(List<Point> points) {
        double meanX = points.stream().mapToDouble(Point::x).average().orElse(0);
        double meanY = points.stream().mapToDouble(Point::y).average().orElse(0);
        double xx = 0;
        double xy = 0;
        double yy = 0;
        for (Point point : points) {
            xx += (point.x() - meanX) * (point.x() - meanX);
            xy += (point.x() - meanX) * (point.y() - meanY);
            yy += (point.y() - meanY) * (point.y() - meanY);
        }
        if (points.size() < 3 || xx == 0) {
            throw new BenchmarkFailedException(
                    "%d points are too few for a line: %s".formatted(points.size(), points));
        }
        double b = xy / xx;
        return new Line(meanY - b * meanX, b, yy == 0 ? 1 : b * xy / yy);
    }
}
