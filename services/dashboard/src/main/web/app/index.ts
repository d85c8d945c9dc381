import 'bootstrap/dist/css/bootstrap.min.css';
import './page.css';
import './page';
import {listen} from './live';

void listen();
