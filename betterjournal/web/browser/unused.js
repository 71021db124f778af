// Stands in for what the framework's page script does with cookies of its own, with files that are sent up, with lines that
// are no WebSocket, and with objects merged to any depth: these pages do none of it, so no phone fetches the code for it.
export default class Cookies {}

export const uploadFiles = () => false;

export class XHR {}

export class WT {}

export const mergician = (first, second) => ({ ...first, ...second });
