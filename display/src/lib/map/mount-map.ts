import type { MapOptions, MapPort } from './map-port.ts';

/**
 * Starts the map: mapbox-gl when there is a token for it, MapLibre otherwise and whenever mapbox-gl cannot go on. Each
 * engine is a chunk of its own, fetched only when used. `onPort` is given each port as it comes; the last one counts, and
 * null says that there is none until the next.
 */
export async function mountMap(
  options: MapOptions,
  mapboxToken: string | null,
  onPort: (port: MapPort | null) => void,
): Promise<void> {
  const useMapLibre = async (): Promise<void> => {
    const { mountMapLibre } = await import('./maplibre.ts');
    onPort(await mountMapLibre(options));
  };
  if (mapboxToken === null) {
    await useMapLibre();
    return;
  }
  try {
    const { mountMapbox } = await import('./mapbox.ts');
    const onFatal = (): void => {
      onPort(null);
      useMapLibre().catch(() => {
        options.onFatal('no map engine could go on');
      });
    };
    onPort(await mountMapbox({ ...options, onFatal }, mapboxToken));
  } catch {
    await useMapLibre();
  }
}
