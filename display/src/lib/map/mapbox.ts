import { Map as Mapbox, type GeoJSONSource, type LayerSpecification } from 'mapbox-gl/esm';
import 'mapbox-gl/mapbox-gl.css';
import type { FeatureCollection } from 'geojson';
import { labelFont } from './label-fonts.ts';
import type { MapOptions, MapPort } from './map-port.ts';
import { fitMs } from './fit-motion.ts';
import { dragMovesMap } from './one-finger.ts';
import { padBounds } from './pad-bounds.ts';
import { takeSnapshot } from './take-snapshot.ts';
import { untilLoaded } from './until-loaded.ts';

const loadTimeoutMs = 20_000;

/**
 * Draws with mapbox-gl, which needs an account's token and speaks to its makers' servers even over a style of our own.
 * After a refused token it clears its canvas for good, so any such error is fatal here and the caller takes another
 * engine.
 */
export async function mountMapbox(options: MapOptions, token: string): Promise<MapPort> {
  const map = new Mapbox({
    container: options.container,
    accessToken: token,
    // Text needs an address of glyphs to be named; with a local font none is ever fetched from it.
    style: { version: 8, sources: {}, layers: [], glyphs: 'local://{fontstack}/{range}.pbf' },
    logoPosition: 'bottom-right',
    localFontFamily: `'${labelFont}', sans-serif`,
    bounds: [...options.bounds],
    fitBoundsOptions: { padding: options.padding() },
    maxBounds: padBounds(options.bounds),
    interactive: options.onPress !== undefined,
    fadeDuration: 0,
    renderWorldCopies: false,
    projection: 'mercator',
    dragPan: dragMovesMap(),
    dragRotate: false,
    touchPitch: false,
    keyboard: false,
  });
  const giveUp = (reason: string): void => {
    map.remove();
    options.onFatal(reason);
  };
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
  for (const [name, { data, changes, lastTileZoom }] of Object.entries(options.sources)) {
    const tiles = lastTileZoom === undefined ? {} : { maxzoom: lastTileZoom };
    map.addSource(name, { type: 'geojson', data, dynamic: changes, ...tiles });
  }
  for (const layer of options.layers) map.addLayer(layer as LayerSpecification);
  map.on('error', ({ error }) => {
    if (isRefusal(error)) giveUp(error.message);
  });
  map.on('webglcontextlost', () => {
    giveUp('the graphics context was lost');
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

function toPort(map: Mapbox, padding: MapOptions['padding']): MapPort {
  return {
    update: (source, put, gone) => {
      // A feature without a geometry is taken away.
      const features = [
        ...put,
        ...gone.map((id) => ({ type: 'Feature', id, geometry: null, properties: {} }) as const),
      ];
      map.getSource<GeoJSONSource>(source)?.updateData({ type: 'FeatureCollection', features } as FeatureCollection);
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

function isRefusal(error: Error): boolean {
  const { status } = error as { status?: number };
  return status === 401 || status === 403 || /access token|unauthori[sz]ed/i.test(error.message);
}
