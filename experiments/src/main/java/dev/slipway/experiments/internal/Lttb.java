package dev.slipway.experiments.internal;

import dev.slipway.experiments.Runs.CurvePoint;
import java.util.ArrayList;
import java.util.List;

/**
 * Largest triangle, three buckets: thins a curve so that it looks the same (Sveinn Steinarsson, Downsampling Time Series
 * for Visual Representation, University of Iceland 2013, section 4.2). The first and the last point stay; of each bucket
 * between, the point that spans the largest triangle with the point chosen before and the mean of the bucket after.
 */
final class Lttb {

    private Lttb() {}

    /** @param points by step; at least 3 are kept, all when there are no more than {@code wanted} */
    static List<CurvePoint> thin(List<CurvePoint> points, int wanted) {
        if (points.size() <= wanted) {
            return points;
        }
        var kept = new ArrayList<CurvePoint>(wanted);
        kept.add(points.getFirst());
        var width = (double) (points.size() - 2) / (wanted - 2);
        for (var bucket = 0; bucket < wanted - 2; bucket++) {
            var from = (int) (bucket * width) + 1;
            var to = (int) ((bucket + 1) * width) + 1;
            var after = points.subList(to, Math.min((int) ((bucket + 2) * width) + 1, points.size()));
            kept.add(furthest(kept.getLast(), points.subList(from, to), after));
        }
        kept.add(points.getLast());
        return kept;
    }

    private static CurvePoint furthest(CurvePoint before, List<CurvePoint> bucket, List<CurvePoint> after) {
        var x = after.stream().mapToDouble(CurvePoint::step).average().orElseThrow();
        var y = after.stream().mapToDouble(CurvePoint::value).average().orElseThrow();
        var best = bucket.getFirst();
        var largest = -1.0;
        for (var point : bucket) {
            var area = Math.abs((before.step() - x) * (point.value() - before.value())
                    - (double) (before.step() - point.step()) * (y - before.value()));
            if (area > largest) {
                largest = area;
                best = point;
            }
        }
        return best;
    }
}
