/** What a snapshot needs of an engine. */
type Drawing = {
  readonly getCanvas: () => HTMLCanvasElement;
  readonly once: (event: 'render', done: () => void) => unknown;
  readonly triggerRepaint: () => void;
};

/** Reads a map's canvas right after it was drawn: at any other time a canvas of WebGL is empty. */
export async function takeSnapshot(map: Drawing): Promise<Blob> {
  const { promise, resolve, reject } = Promise.withResolvers<Blob>();
  map.once('render', () => {
    map.getCanvas().toBlob((blob) => {
      if (blob) resolve(blob);
      else reject(new Error('the map could not be read as a picture'));
    }, 'image/png');
  });
  map.triggerRepaint();
  return promise;
}
