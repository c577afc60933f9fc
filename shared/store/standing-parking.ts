/**
 * SQL for a parking event `e` that was not withdrawn. What withdraws one names its asset and its time; only of the few that share
 * these the identity is worked out, instead of everybody's to be looked up by.
 */
export const standingSql = `NOT (
  (e.asset, e.time) IN (SELECT v.asset, v.time FROM voids v WHERE v.applied AND v.kind = 'parking')
  AND EXISTS (SELECT FROM voids v WHERE v.applied AND v.kind = 'parking' AND v.asset = e.asset AND v.key =
    left(encode(sha256(convert_to(concat_ws(E'\\n', e.world, e.source, e.id), 'UTF8')), 'hex'), 32)::uuid))`;
