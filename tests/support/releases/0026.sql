CREATE TABLE identities_2026_10 PARTITION OF identities FOR VALUES FROM ('2026-10-01 00:00:00+00') TO ('2026-11-01 00:00:00+00');

CREATE TABLE identities_2026_11 PARTITION OF identities FOR VALUES FROM ('2026-11-01 00:00:00+00') TO ('2026-12-01 00:00:00+00');

INSERT INTO accounts ("name", "password_hash", "role", "created_at", "disabled_at", "unit", "external_id") OVERRIDING SYSTEM VALUE
SELECT "name", "password_hash", "role", "created_at", "disabled_at", "unit", "external_id" FROM json_populate_recordset(NULL::accounts, $rows$[
{"name":"admin","password_hash":"scrypt$x","role":"admin","created_at":"2026-11-01T00:00:00+00:00","disabled_at":null,"unit":null,"external_id":null},
{"name":"left","password_hash":"scrypt$y","role":"viewer","created_at":"2026-01-01T00:00:00+00:00","disabled_at":"2026-02-01T00:00:00+00:00","unit":null,"external_id":null},
{"name":"ward","password_hash":null,"role":"unit","created_at":"2026-11-01T00:00:00+00:00","disabled_at":null,"unit":"00004","external_id":"https://login.test p1"}
]$rows$);

INSERT INTO assets ("code", "kind", "unit", "valid_from", "valid_to", "lon", "lat", "name", "placeholder", "point", "branch", "name_en", "address", "opening", "counters", "staff", "spaces", "operator", "edited_by") OVERRIDING SYSTEM VALUE
SELECT "code", "kind", "unit", "valid_from", "valid_to", "lon", "lat", "name", "placeholder", "point", "branch", "name_en", "address", "opening", "counters", "staff", "spaces", "operator", "edited_by" FROM json_populate_recordset(NULL::assets, $rows$[
{"code":"K001","kind":"kiosk","unit":"00004","valid_from":"2026-06-01T00:00:00+00:00","valid_to":null,"lon":105.8,"lat":21,"name":null,"placeholder":true,"point":null,"branch":null,"name_en":null,"address":null,"opening":null,"counters":null,"staff":null,"spaces":null,"operator":null,"edited_by":null},
{"code":"K001","kind":"kiosk","unit":"00008","valid_from":"2026-01-01T00:00:00+00:00","valid_to":"2026-06-01T00:00:00+00:00","lon":105.8,"lat":21,"name":null,"placeholder":true,"point":null,"branch":null,"name_en":null,"address":null,"opening":null,"counters":null,"staff":null,"spaces":null,"operator":null,"edited_by":null},
{"code":"P00004","kind":"point","unit":"00004","valid_from":"2026-01-01T00:00:00+00:00","valid_to":null,"lon":105.836,"lat":21.039,"name":"Ba Đình","placeholder":false,"point":null,"branch":null,"name_en":null,"address":null,"opening":null,"counters":null,"staff":null,"spaces":null,"operator":null,"edited_by":null}
]$rows$);

INSERT INTO audit ("seq", "at", "actor", "verb", "subject", "detail", "reason", "prev", "hash") OVERRIDING SYSTEM VALUE
SELECT "seq", "at", "actor", "verb", "subject", "detail", "reason", "prev", "hash" FROM json_populate_recordset(NULL::audit, $rows$[
{"seq":1,"at":"2026-11-01T00:00:00+00:00","actor":"office","verb":"pack.import","subject":"hanoi","detail":{},"reason":null,"prev":null,"hash":null},
{"seq":2,"at":"2026-11-02T00:00:00+00:00","actor":"admin","verb":"key.revoke","subject":"bbbbbbbb","detail":{},"reason":"lost","prev":null,"hash":null},
{"seq":3,"at":"1970-01-01T00:00:00+00:00","actor":"local:test","verb":"key.revoke","subject":"cccccccc","detail":{},"reason":null,"prev":"e88795443d319018815499067688ea4b3fd87e13fa13d675b1c6d51b3c42aa1e","hash":"990852bbc1c3df6628e84ee5ec1d05130016b7c6df6784cc2487b2bccfcd1566"}
]$rows$);

DELETE FROM brief_periods;

INSERT INTO brief_periods ("id", "name_vi", "name_en", "every", "on_day", "at", "is_on", "version", "edited_by", "edited_at") OVERRIDING SYSTEM VALUE
SELECT "id", "name_vi", "name_en", "every", "on_day", "at", "is_on", "version", "edited_by", "edited_at" FROM json_populate_recordset(NULL::brief_periods, $rows$[
{"id":"day","name_vi":"Bản tin ngày","name_en":"Daily brief","every":"daily","on_day":0,"at":"07:00","is_on":true,"version":1,"edited_by":"process:migrate","edited_at":"2026-11-28T21:03:23.942474+00:00"},
{"id":"week","name_vi":"Bản tin tuần","name_en":"Weekly brief","every":"weekly","on_day":1,"at":"07:00","is_on":true,"version":1,"edited_by":"process:migrate","edited_at":"2026-11-28T21:03:23.942474+00:00"}
]$rows$);

DELETE FROM chains;

INSERT INTO chains ("id", "position", "body", "version", "edited_by", "edited_at") OVERRIDING SYSTEM VALUE
SELECT "id", "position", "body", "version", "edited_by", "edited_at" FROM json_populate_recordset(NULL::chains, $rows$[
{"id":"khan","position":10,"body":{"id": "khan", "hours": "24/7", "steps": [{"tell": [{"kind": "rota", "rota": "truc-ban"}], "afterMin": 0}, {"tell": [{"kind": "rota", "rota": "truc-ban"}, {"kind": "owner"}], "afterMin": 5}, {"tell": [{"kind": "everybody"}], "afterMin": 10}], "nameEn": "Urgent (P1)", "nameVi": "Khẩn (P1)", "owners": [], "rounds": 2, "priorities": ["P1"], "progressMin": 30},"version":1,"edited_by":"process:migrate","edited_at":"2026-11-28T21:03:23.847359+00:00"},
{"id":"thap","position":30,"body":{"id": "thap", "hours": "Mo-Fr 08:00-17:00", "steps": [{"tell": [{"kind": "rota", "rota": "truc-ban"}], "afterMin": 0}], "nameEn": "Low (P3)", "nameVi": "Thấp (P3)", "owners": [], "rounds": 0, "priorities": ["P3"], "progressMin": 480},"version":1,"edited_by":"process:migrate","edited_at":"2026-11-28T21:03:23.847359+00:00"},
{"id":"thuong","position":20,"body":{"id": "thuong", "hours": "24/7", "steps": [{"tell": [{"kind": "rota", "rota": "truc-ban"}], "afterMin": 0}, {"tell": [{"kind": "rota", "rota": "truc-ban"}, {"kind": "owner"}], "afterMin": 15}], "nameEn": "Ordinary (P2)", "nameVi": "Thường (P2)", "owners": [], "rounds": 1, "priorities": ["P2"], "progressMin": 60},"version":1,"edited_by":"process:migrate","edited_at":"2026-11-28T21:03:23.847359+00:00"}
]$rows$);

INSERT INTO checkpoints ("hour", "stream", "seq", "fold_version", "pack_version", "state", "taken_at") OVERRIDING SYSTEM VALUE
SELECT "hour", "stream", "seq", "fold_version", "pack_version", "state", "taken_at" FROM json_populate_recordset(NULL::checkpoints, $rows$[
{"hour":"2026-11-22T20:00:00+00:00","stream":"EVENTS_REC x","seq":3,"fold_version":1,"pack_version":"Asia/Ho_Chi_Minh","state":"\\x1f8b","taken_at":"2026-11-28T21:03:26.796443+00:00"}
]$rows$);

INSERT INTO commands ("id", "verb", "at", "answer", "body_hash") OVERRIDING SYSTEM VALUE
SELECT "id", "verb", "at", "answer", "body_hash" FROM json_populate_recordset(NULL::commands, $rows$[
{"id":"c1","verb":"key.create","at":"2026-11-01T00:00:00+00:00","answer":{"ok": true},"body_hash":null}
]$rows$);

INSERT INTO counts_day ("series", "bucket", "n", "sum", "min", "max") OVERRIDING SYSTEM VALUE
SELECT "series", "bucket", "n", "sum", "min", "max" FROM json_populate_recordset(NULL::counts_day, $rows$[
{"series":1,"bucket":"2026-10-01","n":1,"sum":7000,"min":7000,"max":7000},
{"series":1,"bucket":"2026-11-23","n":2,"sum":30500,"min":10000,"max":20500},
{"series":10,"bucket":"2026-11-23","n":1,"sum":25000,"min":25000,"max":25000},
{"series":11,"bucket":"2026-11-23","n":1,"sum":60000,"min":60000,"max":60000},
{"series":12,"bucket":"2026-11-23","n":1,"sum":60000,"min":60000,"max":60000},
{"series":13,"bucket":"2026-11-23","n":1,"sum":60000,"min":60000,"max":60000},
{"series":14,"bucket":"2026-11-23","n":1,"sum":60000,"min":60000,"max":60000},
{"series":15,"bucket":"2026-11-23","n":1,"sum":60000,"min":60000,"max":60000},
{"series":16,"bucket":"2026-11-23","n":1,"sum":60000,"min":60000,"max":60000},
{"series":2,"bucket":"2026-10-01","n":1,"sum":7000,"min":7000,"max":7000},
{"series":2,"bucket":"2026-11-23","n":2,"sum":30500,"min":10000,"max":20500},
{"series":3,"bucket":"2026-10-01","n":1,"sum":7000,"min":7000,"max":7000},
{"series":3,"bucket":"2026-11-23","n":2,"sum":30500,"min":10000,"max":20500},
{"series":4,"bucket":"2026-10-01","n":1,"sum":7000,"min":7000,"max":7000},
{"series":4,"bucket":"2026-11-23","n":2,"sum":30500,"min":10000,"max":20500},
{"series":5,"bucket":"2026-10-01","n":1,"sum":7000,"min":7000,"max":7000},
{"series":5,"bucket":"2026-11-23","n":2,"sum":30500,"min":10000,"max":20500},
{"series":6,"bucket":"2026-11-23","n":1,"sum":25000,"min":25000,"max":25000},
{"series":7,"bucket":"2026-11-23","n":1,"sum":25000,"min":25000,"max":25000},
{"series":8,"bucket":"2026-11-23","n":1,"sum":25000,"min":25000,"max":25000},
{"series":9,"bucket":"2026-11-23","n":1,"sum":25000,"min":25000,"max":25000}
]$rows$);

INSERT INTO counts_hour ("series", "bucket", "n", "sum", "min", "max") OVERRIDING SYSTEM VALUE
SELECT "series", "bucket", "n", "sum", "min", "max" FROM json_populate_recordset(NULL::counts_hour, $rows$[
{"series":1,"bucket":"2026-10-01T03:00:00+00:00","n":1,"sum":7000,"min":7000,"max":7000},
{"series":1,"bucket":"2026-11-23T01:00:00+00:00","n":2,"sum":30500,"min":10000,"max":20500},
{"series":10,"bucket":"2026-11-23T01:00:00+00:00","n":1,"sum":25000,"min":25000,"max":25000},
{"series":11,"bucket":"2026-11-23T01:00:00+00:00","n":1,"sum":60000,"min":60000,"max":60000},
{"series":12,"bucket":"2026-11-23T01:00:00+00:00","n":1,"sum":60000,"min":60000,"max":60000},
{"series":13,"bucket":"2026-11-23T01:00:00+00:00","n":1,"sum":60000,"min":60000,"max":60000},
{"series":14,"bucket":"2026-11-23T01:00:00+00:00","n":1,"sum":60000,"min":60000,"max":60000},
{"series":15,"bucket":"2026-11-23T01:00:00+00:00","n":1,"sum":60000,"min":60000,"max":60000},
{"series":16,"bucket":"2026-11-23T01:00:00+00:00","n":1,"sum":60000,"min":60000,"max":60000},
{"series":2,"bucket":"2026-10-01T03:00:00+00:00","n":1,"sum":7000,"min":7000,"max":7000},
{"series":2,"bucket":"2026-11-23T01:00:00+00:00","n":2,"sum":30500,"min":10000,"max":20500},
{"series":3,"bucket":"2026-10-01T03:00:00+00:00","n":1,"sum":7000,"min":7000,"max":7000},
{"series":3,"bucket":"2026-11-23T01:00:00+00:00","n":2,"sum":30500,"min":10000,"max":20500},
{"series":4,"bucket":"2026-10-01T03:00:00+00:00","n":1,"sum":7000,"min":7000,"max":7000},
{"series":4,"bucket":"2026-11-23T01:00:00+00:00","n":2,"sum":30500,"min":10000,"max":20500},
{"series":5,"bucket":"2026-10-01T03:00:00+00:00","n":1,"sum":7000,"min":7000,"max":7000},
{"series":5,"bucket":"2026-11-23T01:00:00+00:00","n":2,"sum":30500,"min":10000,"max":20500},
{"series":6,"bucket":"2026-11-23T01:00:00+00:00","n":1,"sum":25000,"min":25000,"max":25000},
{"series":7,"bucket":"2026-11-23T01:00:00+00:00","n":1,"sum":25000,"min":25000,"max":25000},
{"series":8,"bucket":"2026-11-23T01:00:00+00:00","n":1,"sum":25000,"min":25000,"max":25000},
{"series":9,"bucket":"2026-11-23T01:00:00+00:00","n":1,"sum":25000,"min":25000,"max":25000}
]$rows$);

INSERT INTO counts_minute ("series", "bucket", "n", "sum", "min", "max") OVERRIDING SYSTEM VALUE
SELECT "series", "bucket", "n", "sum", "min", "max" FROM json_populate_recordset(NULL::counts_minute, $rows$[
{"series":1,"bucket":"2026-11-23T01:00:00+00:00","n":2,"sum":30500,"min":10000,"max":20500},
{"series":11,"bucket":"2026-11-23T01:00:00+00:00","n":1,"sum":60000,"min":60000,"max":60000},
{"series":12,"bucket":"2026-11-23T01:00:00+00:00","n":1,"sum":60000,"min":60000,"max":60000},
{"series":14,"bucket":"2026-11-23T01:00:00+00:00","n":1,"sum":60000,"min":60000,"max":60000},
{"series":15,"bucket":"2026-11-23T01:00:00+00:00","n":1,"sum":60000,"min":60000,"max":60000},
{"series":2,"bucket":"2026-11-23T01:00:00+00:00","n":2,"sum":30500,"min":10000,"max":20500},
{"series":4,"bucket":"2026-11-23T01:00:00+00:00","n":2,"sum":30500,"min":10000,"max":20500},
{"series":6,"bucket":"2026-11-23T01:00:00+00:00","n":1,"sum":25000,"min":25000,"max":25000},
{"series":7,"bucket":"2026-11-23T01:00:00+00:00","n":1,"sum":25000,"min":25000,"max":25000},
{"series":9,"bucket":"2026-11-23T01:00:00+00:00","n":1,"sum":25000,"min":25000,"max":25000}
]$rows$);

INSERT INTO events ("world", "source", "id", "type", "time", "received", "unit", "asset", "sequence", "seq", "idx", "data") OVERRIDING SYSTEM VALUE
SELECT "world", "source", "id", "type", "time", "received", "unit", "asset", "sequence", "seq", "idx", "data" FROM json_populate_recordset(NULL::events, $rows$[
{"world":"live","source":"urn:test:source","id":"a","type":"ticket.called","time":"2026-11-23T01:00:00+00:00","received":"2026-11-23T01:00:00.5+00:00","unit":"00004","asset":"P00004","sequence":1,"seq":3,"idx":0,"data":{"ticketId":"a","counter":"Q1","waitS":10,"procedure":"birth"}},
{"world":"live","source":"urn:test:source","id":"b","type":"ticket.called","time":"2026-11-23T01:00:00+00:00","received":"2026-11-23T01:00:00.5+00:00","unit":"00004","asset":"P00004","sequence":1,"seq":3,"idx":1,"data":{"ticketId":"b","counter":"Q1","waitS":20.5,"procedure":"birth"}},
{"world":"live","source":"urn:test:source","id":"p1","type":"parking.paid","time":"2026-11-23T01:00:00+00:00","received":"2026-11-23T01:00:00.5+00:00","unit":"00004","asset":"B001","sequence":null,"seq":6,"idx":0,"data":{"paymentId":"p1","method":"qr","amountVnd":25000}},
{"world":"live","source":"urn:test:source","id":"t1","type":"clock.tick","time":"2026-11-23T01:00:00+00:00","received":"2026-11-23T01:00:00.5+00:00","unit":"","asset":"","sequence":null,"seq":6,"idx":2,"data":{"speed":1}},
{"world":"live","source":"urn:test:source","id":"void-2","type":"ticket.voided","time":"2026-11-23T01:00:00+00:00","received":"2026-11-23T01:00:00.5+00:00","unit":"00004","asset":"P00004","sequence":null,"seq":5,"idx":0,"data":{"id":"withdrawn","reason":"wrong counter"}},
{"world":"live","source":"urn:test:source","id":"void-3","type":"ticket.voided","time":"2026-11-23T01:00:00+00:00","received":"2026-11-23T01:00:00.5+00:00","unit":"00004","asset":"P00004","sequence":null,"seq":5,"idx":1,"data":{"id":"not-yet-come","reason":"wrong counter"}},
{"world":"live","source":"urn:test:source","id":"void-4","type":"call.voided","time":"2026-11-23T01:00:00+00:00","received":"2026-11-23T01:00:00.5+00:00","unit":"00004","asset":"P00004","sequence":null,"seq":5,"idx":2,"data":{"id":"a","reason":"of another kind"}},
{"world":"live","source":"urn:test:source","id":"withdrawn","type":"ticket.called","time":"2026-11-23T01:00:00+00:00","received":"2026-11-23T01:00:00.5+00:00","unit":"00004","asset":"P00004","sequence":1,"seq":4,"idx":2,"data":{"ticketId":"withdrawn","counter":"Q1","waitS":400,"procedure":"birth"}},
{"world":"sim:load","source":"urn:test:source","id":"k1","type":"kiosk.heartbeat","time":"2026-11-23T01:00:00+00:00","received":"2026-11-23T01:00:00.5+00:00","unit":"00004","asset":"K001","sequence":null,"seq":6,"idx":1,"data":{"healthy":true,"coversS":60}}
]$rows$);

INSERT INTO findings ("seq", "idx", "world", "source", "id", "found", "detail", "event", "at") OVERRIDING SYSTEM VALUE
SELECT "seq", "idx", "world", "source", "id", "found", "detail", "event", "at" FROM json_populate_recordset(NULL::findings, $rows$[
{"seq":4,"idx":0,"world":"live","source":"urn:test:source","id":"b","found":"conflict","detail":"this identity was counted with another content","event":{"specversion":"1.0","id":"b","source":"urn:test:source","type":"ticket.called","time":"2026-11-23T01:00:00.000Z","asset":"P00004","unit":"00004","receivedtime":"2026-11-23T01:00:00.500Z","world":"live","data":{"ticketId":"b","counter":"Q1","waitS":99,"procedure":"birth"},"sequence":1},"at":"2026-11-28T21:03:26.379966+00:00"},
{"seq":4,"idx":1,"world":"","source":"","id":"","found":"poison","detail":"not an accepted event: id","event":{"not":"an event"},"at":"2026-11-28T21:03:26.379966+00:00"},
{"seq":5,"idx":2,"world":"live","source":"urn:test:source","id":"void-4","found":"void","detail":"withdraws an event of another kind: ticket.called","event":{"specversion":"1.0","id":"void-4","source":"urn:test:source","type":"call.voided","time":"2026-11-23T01:00:00.000Z","asset":"P00004","unit":"00004","receivedtime":"2026-11-23T01:00:00.500Z","world":"live","data":{"id":"a","reason":"of another kind"}},"at":"2026-11-28T21:03:26.379966+00:00"}
]$rows$);

INSERT INTO identities ("key", "time", "hash", "seq", "idx") OVERRIDING SYSTEM VALUE
SELECT "key", "time", "hash", "seq", "idx" FROM json_populate_recordset(NULL::identities, $rows$[
{"key":"038870f0-e833-4b62-c591-f557b8f4fb63","time":"2026-11-23T01:00:00+00:00","hash":"ebcc8d6c-e4e1-11fa-441b-113b6b0ce8b2","seq":3,"idx":1},
{"key":"4930501b-8df8-d302-ac9b-5d1871a9a846","time":"2026-11-23T01:00:00+00:00","hash":"6e960e14-9e9d-cd86-9363-5f901b66797a","seq":6,"idx":2},
{"key":"51465c51-45f1-9980-4d53-5767052053c6","time":"2026-11-23T01:00:00+00:00","hash":"f577f6f7-c320-fdad-2122-ac0185aad170","seq":6,"idx":1},
{"key":"51a36dd3-d891-5b3f-9aee-cf8eed82f188","time":"2026-11-23T01:00:00+00:00","hash":"1db20e4e-7505-f52a-0079-0c45653b6560","seq":3,"idx":0},
{"key":"6fc568f4-8814-0a9c-34ff-d446462737ef","time":"2026-10-01T03:00:00+00:00","hash":"61987613-0d85-d047-3bb6-44727efc035b","seq":1,"idx":0},
{"key":"85444d5d-dd79-1ec7-4eff-445709f49d8a","time":"2026-10-01T03:00:00+00:00","hash":"74679de5-1647-d050-abb1-9c5682fdd93d","seq":2,"idx":0},
{"key":"96c51e1b-60ad-f64f-33c5-71fcef0d84bd","time":"2026-11-23T01:00:00+00:00","hash":"2b5bc120-6c33-04c3-9a9e-c3d9ac219f9d","seq":4,"idx":2},
{"key":"db9b8b73-4b7b-1ac1-ca49-8014ccf4cf26","time":"2026-11-23T01:00:00+00:00","hash":"644b0b1f-66bd-3ced-d92e-b25c27ab5cba","seq":6,"idx":0},
{"key":"dbfdf12e-e30d-9efc-fea0-87e83724bac0","time":"2026-10-01T03:00:00+00:00","hash":"8bd3fd7a-c99a-31ab-1589-66549f91d28a","seq":1,"idx":1},
{"key":"e8127768-557b-1e44-9daa-d99a9356f30d","time":"2026-11-23T01:00:00+00:00","hash":"4a565ba9-a074-7d16-a31b-01a7ad620a09","seq":5,"idx":0},
{"key":"ecd25eaa-0c08-6ec6-23fe-a3bb3e5fe048","time":"2026-11-23T01:00:00+00:00","hash":"0aa58314-76d4-215c-951e-1bf7ff0c9285","seq":5,"idx":2},
{"key":"f4616938-0f02-ee52-af65-dc32763ba1e1","time":"2026-11-23T01:00:00+00:00","hash":"acdc95f5-d632-fd55-c534-a7367fdb41bd","seq":5,"idx":1}
]$rows$);

INSERT INTO pack_imports ("hash", "imported_at") OVERRIDING SYSTEM VALUE
SELECT "hash", "imported_at" FROM json_populate_recordset(NULL::pack_imports, $rows$[
{"hash":"a1b2","imported_at":"2026-11-01T00:00:00+00:00"}
]$rows$);

INSERT INTO receipts ("world", "source", "day", "accepted", "counted", "repeated", "conflicts", "poison", "closed") OVERRIDING SYSTEM VALUE
SELECT "world", "source", "day", "accepted", "counted", "repeated", "conflicts", "poison", "closed" FROM json_populate_recordset(NULL::receipts, $rows$[
{"world":"live","source":"urn:test:source","day":"2026-10-01","accepted":3,"counted":3,"repeated":0,"conflicts":0,"poison":0,"closed":0},
{"world":"live","source":"urn:test:source","day":"2026-11-23","accepted":10,"counted":8,"repeated":1,"conflicts":1,"poison":0,"closed":0},
{"world":"sim:load","source":"urn:test:source","day":"2026-11-23","accepted":1,"counted":1,"repeated":0,"conflicts":0,"poison":0,"closed":0}
]$rows$);

INSERT INTO repeats ("key", "time", "times", "received", "seq", "idx") OVERRIDING SYSTEM VALUE
SELECT "key", "time", "times", "received", "seq", "idx" FROM json_populate_recordset(NULL::repeats, $rows$[
{"key":"51a36dd3-d891-5b3f-9aee-cf8eed82f188","time":"2026-11-23T01:00:00+00:00","times":1,"received":"2026-11-23T01:00:00.5+00:00","seq":3,"idx":2}
]$rows$);

INSERT INTO roll_up_seals ("day", "rows", "rollup_hash", "sealed_at", "world") OVERRIDING SYSTEM VALUE
SELECT "day", "rows", "rollup_hash", "sealed_at", "world" FROM json_populate_recordset(NULL::roll_up_seals, $rows$[
{"day":"2026-10-01","rows":5,"rollup_hash":"3806803552974682630","sealed_at":"2026-11-28T21:03:26.766353+00:00","world":"live"}
]$rows$);

DELETE FROM rotas;

INSERT INTO rotas ("id", "name_vi", "name_en", "layers", "version", "edited_by", "edited_at") OVERRIDING SYSTEM VALUE
SELECT "id", "name_vi", "name_en", "layers", "version", "edited_by", "edited_at" FROM json_populate_recordset(NULL::rotas, $rows$[
{"id":"truc-ban","name_vi":"Trực ban trung tâm","name_en":"Duty desk","layers":[],"version":1,"edited_by":"process:migrate","edited_at":"2026-11-28T21:03:23.847359+00:00"}
]$rows$);

INSERT INTO seals ("day", "events", "events_hash", "sealed_at", "dropped_at", "world") OVERRIDING SYSTEM VALUE
SELECT "day", "events", "events_hash", "sealed_at", "dropped_at", "world" FROM json_populate_recordset(NULL::seals, $rows$[
{"day":"2026-10-01","events":3,"events_hash":"2639610133284991257","sealed_at":"2026-11-28T21:03:26.757159+00:00","dropped_at":"2026-11-28T21:03:26.771727+00:00","world":"live"}
]$rows$);

INSERT INTO sender_keys ("kid", "secret_hash", "source", "world", "kinds", "assets", "rate_per_s", "allowance_d", "not_before", "expires_at", "revoked_at") OVERRIDING SYSTEM VALUE
SELECT "kid", "secret_hash", "source", "world", "kinds", "assets", "rate_per_s", "allowance_d", "not_before", "expires_at", "revoked_at" FROM json_populate_recordset(NULL::sender_keys, $rows$[
{"kid":"aaaaaaaa","secret_hash":"0000000000000000000000000000000000000000000000000000000000000000","source":"urn:test:source","world":"live","kinds":["ticket","parking"],"assets":["*"],"rate_per_s":50,"allowance_d":35,"not_before":"2026-01-01T00:00:00+00:00","expires_at":"2027-01-01T00:00:00+00:00","revoked_at":null},
{"kid":"bbbbbbbb","secret_hash":"1111111111111111111111111111111111111111111111111111111111111111","source":"urn:test:old","world":"live","kinds":["kiosk"],"assets":["K001"],"rate_per_s":0.5,"allowance_d":400,"not_before":"2026-01-01T00:00:00+00:00","expires_at":"2027-01-01T00:00:00+00:00","revoked_at":"2026-02-01T00:00:00+00:00"}
]$rows$);

INSERT INTO series ("series", "world", "unit", "scope", "metric", "dim") OVERRIDING SYSTEM VALUE
SELECT "series", "world", "unit", "scope", "metric", "dim" FROM json_populate_recordset(NULL::series, $rows$[
{"series":1,"world":"live","unit":"","scope":"","metric":"ticket.wait_ms","dim":""},
{"series":10,"world":"live","unit":"00004","scope":"","metric":"parking.paid_vnd","dim":"method=qr"},
{"series":11,"world":"sim:load","unit":"","scope":"","metric":"kiosk.seen_ms","dim":""},
{"series":12,"world":"sim:load","unit":"00004","scope":"","metric":"kiosk.seen_ms","dim":""},
{"series":13,"world":"sim:load","unit":"00004","scope":"K001","metric":"kiosk.seen_ms","dim":""},
{"series":14,"world":"sim:load","unit":"","scope":"","metric":"kiosk.healthy_ms","dim":""},
{"series":15,"world":"sim:load","unit":"00004","scope":"","metric":"kiosk.healthy_ms","dim":""},
{"series":16,"world":"sim:load","unit":"00004","scope":"K001","metric":"kiosk.healthy_ms","dim":""},
{"series":2,"world":"live","unit":"00004","scope":"","metric":"ticket.wait_ms","dim":""},
{"series":3,"world":"live","unit":"00004","scope":"P00004","metric":"ticket.wait_ms","dim":""},
{"series":4,"world":"live","unit":"","scope":"","metric":"ticket.wait_ms","dim":"procedure=birth"},
{"series":5,"world":"live","unit":"00004","scope":"","metric":"ticket.wait_ms","dim":"procedure=birth"},
{"series":6,"world":"live","unit":"","scope":"","metric":"parking.paid_vnd","dim":""},
{"series":7,"world":"live","unit":"00004","scope":"","metric":"parking.paid_vnd","dim":""},
{"series":8,"world":"live","unit":"00004","scope":"B001","metric":"parking.paid_vnd","dim":""},
{"series":9,"world":"live","unit":"","scope":"","metric":"parking.paid_vnd","dim":"method=qr"}
]$rows$);

INSERT INTO slots_day ("series", "bucket", "slots", "ns") OVERRIDING SYSTEM VALUE
SELECT "series", "bucket", "slots", "ns" FROM json_populate_recordset(NULL::slots_day, $rows$[
{"series":1,"bucket":"2026-10-01","slots":[103],"ns":[1]},
{"series":1,"bucket":"2026-11-23","slots":[107,115],"ns":[1,1]},
{"series":2,"bucket":"2026-10-01","slots":[103],"ns":[1]},
{"series":2,"bucket":"2026-11-23","slots":[107,115],"ns":[1,1]}
]$rows$);

INSERT INTO slots_hour ("series", "bucket", "slot", "n") OVERRIDING SYSTEM VALUE
SELECT "series", "bucket", "slot", "n" FROM json_populate_recordset(NULL::slots_hour, $rows$[
{"series":1,"bucket":"2026-10-01T03:00:00+00:00","slot":103,"n":1},
{"series":1,"bucket":"2026-11-23T01:00:00+00:00","slot":107,"n":1},
{"series":1,"bucket":"2026-11-23T01:00:00+00:00","slot":115,"n":1},
{"series":2,"bucket":"2026-10-01T03:00:00+00:00","slot":103,"n":1},
{"series":2,"bucket":"2026-11-23T01:00:00+00:00","slot":107,"n":1},
{"series":2,"bucket":"2026-11-23T01:00:00+00:00","slot":115,"n":1}
]$rows$);

INSERT INTO slots_minute ("series", "bucket", "slot", "n") OVERRIDING SYSTEM VALUE
SELECT "series", "bucket", "slot", "n" FROM json_populate_recordset(NULL::slots_minute, $rows$[
{"series":1,"bucket":"2026-11-23T01:00:00+00:00","slot":107,"n":1},
{"series":1,"bucket":"2026-11-23T01:00:00+00:00","slot":115,"n":1},
{"series":2,"bucket":"2026-11-23T01:00:00+00:00","slot":107,"n":1},
{"series":2,"bucket":"2026-11-23T01:00:00+00:00","slot":115,"n":1}
]$rows$);

INSERT INTO units ("code", "kind", "name_vi", "name_en", "lon", "lat", "area_km2", "population", "parent", "placeholder", "valid_from", "valid_to", "edited_by") OVERRIDING SYSTEM VALUE
SELECT "code", "kind", "name_vi", "name_en", "lon", "lat", "area_km2", "population", "parent", "placeholder", "valid_from", "valid_to", "edited_by" FROM json_populate_recordset(NULL::units, $rows$[
{"code":"00004","kind":"phuong","name_vi":"Ba Đình","name_en":"Ba Dinh","lon":105.836,"lat":21.039,"area_km2":2.97,"population":65023,"parent":null,"placeholder":false,"valid_from":"0001-01-01","valid_to":null,"edited_by":null},
{"code":"00008","kind":"phuong","name_vi":"Ngọc Hà","name_en":"Ngoc Ha","lon":105.817,"lat":21.039,"area_km2":null,"population":null,"parent":null,"placeholder":false,"valid_from":"0001-01-01","valid_to":null,"edited_by":null}
]$rows$);

INSERT INTO voids ("key", "time", "seq", "idx", "applied", "asset", "kind") OVERRIDING SYSTEM VALUE
SELECT "key", "time", "seq", "idx", "applied", "asset", "kind" FROM json_populate_recordset(NULL::voids, $rows$[
{"key":"13bb2e92-920e-f87a-0f3a-80f57cdb880f","time":"2026-11-23T01:00:00+00:00","seq":5,"idx":1,"applied":false,"asset":"P00004","kind":"ticket"},
{"key":"96c51e1b-60ad-f64f-33c5-71fcef0d84bd","time":"2026-11-23T01:00:00+00:00","seq":5,"idx":0,"applied":true,"asset":"P00004","kind":"ticket"}
]$rows$);

INSERT INTO wall_tokens ("id", "token_hash", "world", "label", "created_at", "revoked_at") OVERRIDING SYSTEM VALUE
SELECT "id", "token_hash", "world", "label", "created_at", "revoked_at" FROM json_populate_recordset(NULL::wall_tokens, $rows$[
{"id":"w1","token_hash":"2222222222222222222222222222222222222222222222222222222222222222","world":null,"label":"hall","created_at":"2026-11-01T00:00:00+00:00","revoked_at":null}
]$rows$);

INSERT INTO worlds ("world", "anchor_real_ms", "anchor_world_ms", "speed", "hold_at_ms", "created_at") OVERRIDING SYSTEM VALUE
SELECT "world", "anchor_real_ms", "anchor_world_ms", "speed", "hold_at_ms", "created_at" FROM json_populate_recordset(NULL::worlds, $rows$[
{"world":"sim:load","anchor_real_ms":1795000000000,"anchor_world_ms":1795000000000,"speed":60,"hold_at_ms":null,"created_at":"2026-11-01T00:00:00+00:00"}
]$rows$);

INSERT INTO writer_position ("only_row", "stream", "seq", "commit", "fence", "committed_at", "time_zone") OVERRIDING SYSTEM VALUE
SELECT "only_row", "stream", "seq", "commit", "fence", "committed_at", "time_zone" FROM json_populate_recordset(NULL::writer_position, $rows$[
{"only_row":true,"stream":"EVENTS_T9C78D27B32 2026-11-28T21:03:25.021858139Z","seq":6,"commit":1,"fence":1,"committed_at":"2026-11-28T21:03:26.379966+00:00","time_zone":"Asia/Ho_Chi_Minh"}
]$rows$);

SELECT setval(pg_get_serial_sequence('alert_acts', 'id'), 1);

SELECT setval(pg_get_serial_sequence('alerts', 'id'), 1);

SELECT setval(pg_get_serial_sequence('audit', 'seq'), 3);

SELECT setval(pg_get_serial_sequence('briefs', 'id'), 1);

SELECT setval(pg_get_serial_sequence('deliveries', 'id'), 1);

SELECT setval(pg_get_serial_sequence('exclusions', 'id'), 1);

SELECT setval(pg_get_serial_sequence('handovers', 'id'), 1);

SELECT setval(pg_get_serial_sequence('incident_advice', 'id'), 1);

SELECT setval(pg_get_serial_sequence('incident_attachments', 'id'), 1);

SELECT setval(pg_get_serial_sequence('incident_entries', 'id'), 1);

SELECT setval(pg_get_serial_sequence('incident_links', 'id'), 1);

SELECT setval(pg_get_serial_sequence('incident_tasks', 'id'), 1);

SELECT setval(pg_get_serial_sequence('incidents', 'id'), 1);

SELECT setval(pg_get_serial_sequence('maintenance_windows', 'id'), 1);

SELECT setval(pg_get_serial_sequence('messages', 'id'), 1);

SELECT setval(pg_get_serial_sequence('money_closings', 'id'), 1);

SELECT setval(pg_get_serial_sequence('money_explanations', 'id'), 1);

SELECT setval(pg_get_serial_sequence('money_lines', 'id'), 1);

SELECT setval(pg_get_serial_sequence('money_statements', 'id'), 1);

SELECT setval(pg_get_serial_sequence('notices', 'id'), 1);

SELECT setval(pg_get_serial_sequence('planned_closures', 'id'), 1);

SELECT setval(pg_get_serial_sequence('rota_overrides', 'id'), 1);

SELECT setval(pg_get_serial_sequence('rule_back_tests', 'id'), 1);

SELECT setval(pg_get_serial_sequence('series', 'series'), 16);

SELECT setval(pg_get_serial_sequence('shelves', 'id'), 1);

SELECT setval(pg_get_serial_sequence('staff_moves', 'id'), 1);

SELECT setval(pg_get_serial_sequence('task_calls', 'id'), 1);

SELECT setval(pg_get_serial_sequence('task_entries', 'id'), 1);

SELECT setval(pg_get_serial_sequence('task_files', 'id'), 1);

SELECT setval(pg_get_serial_sequence('tasks', 'id'), 1);

SELECT setval(pg_get_serial_sequence('unit_answers', 'id'), 1);
