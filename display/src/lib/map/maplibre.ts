import { Map as MapLibre, setWorkerUrl, type GeoJSONSource } from 'maplibre-gl';
import 'maplibre-gl/dist/maplibre-gl.css';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url';
import { labelFontFaces } from './label-fonts.ts';
import type { MapOptions, MapPort } from './map-port.ts';
import { fitMs } from './fit-motion.ts';
import { dragMovesMap } from './one-finger.ts';
import { padBounds } from './pad-bounds.ts';
import { takeSnapshot } from './take-snapshot.ts';
import { untilLoaded } from './until-loaded.ts';

const loadTimeoutMs = 60_000;

/** Draws with MapLibre: no key, no network. */
export async function mountMapLibre(options: MapOptions): Promise<MapPort> {
  setWorkerUrl(workerUrl);
  const map = new MapLibre({
    container: options.container,
    style: { version: 8, sources: {}, layers: [], 'font-faces': fontFaces() },
    bounds: [...options.bounds],
    fitBoundsOptions: { padding: options.padding() },
    maxBounds: padBounds(options.bounds),
    interactive: options.onPress !== undefined,
    attributionControl: false,
    fadeDuration: 0,
    renderWorldCopies: false,
    dragPan: dragMovesMap(),
    dragRotate: false,
    touchPitch: false,
    keyboard: false,
  });
  const listen = (done: () => void, fail: (error: Error) => void): void => {
    map.once('load', done);
    map.once('error', ({ error }) => {
      fail(new Error(error.message));
    });
  };
  await untilLoaded(listen, loadTimeoutMs).catch((error: unknown) => {
    map.remove();
    throw error;
  });
  for (const [name, image] of Object.entries(options.images))
    map.addImage(name, image, { pixelRatio: options.pixelRatio });
  for (const [name, { data, lastTileZoom }] of Object.entries(options.sources)) {
    map.addSource(name, { type: 'geojson', data, ...(lastTileZoom !== undefined && { maxzoom: lastTileZoom }) });
  }
  for (const layer of options.layers) map.addLayer(layer);
  map.on('webglcontextlost', () => {
    try {
      map.remove();
    } finally {
      options.onFatal('the graphics context was lost');
    }
  });
  map.on('click', ({ lngLat: { lng, lat } }) => {
    options.onPress?.({ lon: lng, lat, zoom: map.getZoom() });
  });
  const tellView = (): void => {
    options.onView?.(map.getZoom());
  };
  tellView();
  map.on('move', tellView);
  map.on('resize', () => options.onResize?.());
  return toPort(map, options.padding);
}

function toPort(map: MapLibre, padding: MapOptions['padding']): MapPort {
  return {
    update: (source, put, gone) => {
      // Rejected only when the map was removed meanwhile.
      map
        .getSource<GeoJSONSource>(source)
        ?.updateData({ add: [...put], remove: [...gone] })
        .catch(() => undefined);
    },
    state: (source, id, state) => {
      map.setFeatureState({ source, id }, state);
    },
    replace: (source, data) => {
      void map.getSource<GeoJSONSource>(source)?.setData(data);
    },
    fit: ([west, south, east, north], maxZoom = 14) => {
      map.fitBounds([west, south, east, north], { padding: padding(), maxZoom, duration: fitMs() });
    },
    zoomBy: (steps) => {
      map.zoomTo(map.getZoom() + steps, { duration: fitMs() });
    },
    layerVisible: (layer, isVisible) => {
      map.setLayoutProperty(layer, 'visibility', isVisible ? 'visible' : 'none');
    },
    snapshot: () => takeSnapshot(map),
    destroy: () => {
      map.remove();
    },
  };
}

/** Font files are fetched by absolute address. */
function fontFaces(): typeof labelFontFaces {
  const absolute = Object.entries(labelFontFaces).map(([name, faces]) => [
    name,
    faces.map((face) => ({ ...face, url: new URL(face.url, window.location.href).href })),
  ]);
  return Object.fromEntries(absolute) as typeof labelFontFaces;
}
