// Stands in for what the framework's page script does with cookies of its own and with files that are sent up: these
// pages do neither, so no phone fetches the code for it.
export default class Cookies {}

export const uploadFiles = () => false;
