/** The file of official boundaries in a city's folder, if it has one: the first of these. */
export const boundaryFiles = ['boundaries.geojson', 'boundaries.topojson', 'boundaries.json'] as const;
