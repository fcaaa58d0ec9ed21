"""Spanish words for `ordinary`, without accents; readable data, no rules."""

SPANISH_FUNCTION = """
el la los las un una unos unas yo tu usted ustedes ella ellos ellas nosotros nos me te se lo le les mi mis su
sus nuestro nuestra nuestros nuestras mio mia suyo suya este esta esto estos estas ese esa eso esos esas
aquel aquella aqui ahi alla alli que quien quienes cual cuales cuando donde como porque cuanto cuanta
cuantos cuantas y e o u pero sino si no ni en con sin por para a al desde hasta entre sobre bajo ante tras
segun hacia durante contra es son era eran fue fueron ser estar estoy esta estan estaba estamos estuvo soy
somos eres sea hay habia he ha han hemos haber tengo tiene tienen tenemos tenia quiero quiere quisiera
queremos necesito necesita necesitamos puedo puede pueden podria podemos voy va van vamos venga viene ven
vienen vengan hola buenas buenos gracias favor oiga mire bueno pues entonces ya muy mas menos tambien
tampoco solo ahora hoy manana ayer anoche lunes martes miercoles jueves viernes sabado domingo enero febrero
marzo abril mayo junio julio agosto septiembre setiembre octubre noviembre diciembre adios ay eh este digo
diga digame llamo llama llaman llamar claro vale okey del
"""

SPANISH = """
abajo abandono abeja abierta abierto abiertos abono abra abran abrazo abre abrigo abrio abrir absurdo abuela abuelita
abuelito abuelo abuelos aburrido aca acaba acababa acabar acabo accidente aceite aceptan aceptar acera acerca acero
aconseja acostumbro actual acudir acuerda acuerdo adaptador adecuado adelante adentro adicional administrador adonde
adulto adultos afecta afuera agarra agarrar agarro agenda agendar agende agradable agradezco agrega agregar agua
aguanta aguantar aguas agujero ahoga ahogado ahogando ahorita ahorrar ahuevo aire aislante ajustar ajuste alambre
alambres alarma alarmas albanil alberca alcalde alcance alcantarilla alcanza aleman alerta alfombra algo algodon
alguien algun alguna algunos aliento alinear allanar alquila alquiler alrededor alta alto amable amables amarillo
ambos ambulancia americano amiga amigo amplio amueblado anada analizar ancho anciana anciano andale ande anduvo animal
ano anos anotar anote anterior antes antiguo anual anuncio apaga apagado apagar apagarse apago aparato aparatos
aparece aparecio apartado apartamento aparte apellido apellidos apenas apesta aplasto apoyo aprecio apresura apreton
aprieta aproximadamente apunta apuntar apunte apuro aquellos arbol arboles arde ardiendo area arena arma armario
arranca arrancar arrastra arregla arreglada arreglado arreglan arreglar arreglen arreglo arrendador arrendatario
arriba arroz arruina arruinado articulo asador aseguranza asegurar asi asiento asistencia asistente aspecto asunto
asustada asustado atascado atasco atencion atender atendieron atiendan atiende atienden atorado atoro atras atraso
aumento aun aunque auto automatico autorizar avanza avenidas aver averia averiado averiguar avisar avise aviso ayuda
ayudan ayudar ayudeme ayudenme ayudenos azul azulejo bacteria baja bajar baje bajen bajito balcon banca banco banera
bano banos barata barato barrio barro base bastante basura bateria bebe bebes bien bienvenido billete blanco bloque
bloqueada bloqueado bloquear boca bocina boiler boleto bolsa bolsillo bomba bombeo bombero bomberos bombilla bombillo
bombillos bonito boquilla borde borrar bosque bota botando bote botella brazo breve brillo brinca brincar broma bronce
bruto buen bulto burbuja busca buscamos buscar busco buzon cabe cabello cabeza cable cada cadena cae caer caida caido
cajon calcular calefaccion calentador calentar calentito calidad calienta caliente callado calle calor cama camara
cambia cambiar cambiarla cambiarlo cambie cambio caminar camino camion camioneta campo canal cancela cancelado
cancelar cancelarla cancelarlo cancele cancelela cancelelo cancelen caneria canerias cano cansada cansado cantidad
capa capaz cara carbon carga cargar cargo caro carpeta carrera carretera carro carta casa casada casado casi casita
caso casualidad catorce causa causo celular centavos centigrados central centro ceramica cerca cercano cero cerrado
cerradura cerrar cerraron cesped chale chapa charco checa checar cheque chequear chica chico chile chillido china
chiquita chiquito chispa chispas chocar choco chorrea chorreando chorro cien ciento cierra cierran cierre cierto cinco
cincuenta cinta circuito cita citas ciudad clase clave cliente clientes clima cloaca cobra cobran cobrar cobraron
cobre coche cochera cocina codigo cola colchon colgar colgo colocar colonia color columna combustible comenzar comenzo
comer comercial comercio comida comienza compa compania completo complicado compramos comprar compre compro comprobar
compuesto comun comunica comunicar comunicarme conduce conectar confiable confianza confirma confirmada confirmado
confirmar confirmarla confirmo confundi confundido congelada congelado congelo conmigo conoce consejo consigo consulta
consultar contacto contador contaminada contenta contento contesta contestar contestaron contesto continua contrata
contratar contrato control conviene cordon corral corre correctamente correcto correo correr corriendo corriente corta
cortar corten corto cortocircuito cosa cosas costar costara costaria costo costoso cotizacion cotizar crece cree creer
creo cristal cruje cuadra cuadrada cuadrado cuadro cualquier cualquiera cuarenta cuarto cuatro cubeta cubo cubre
cubrir cuchillo cuelga cuello cuenta cuentan cuento cuerda cuerpo cuesta cuestan cueste cuidado culpa cumple
cumpleanos cunada cunado curioso dame damos danada danado dano danos dar datos de debe deber deberia debido debil
decidir decir decirle decirme defecto deja dejado dejan dejar dejarle dejarlo dejaron deje dejen dejo delante demas
demasiado demora dentista dentro departamento depende dependiente deposito derecha derecho derrama derramando derrame
derrumbe desague desagues desarmar desastre desborda desbordado desbordando descanso descarga descargar descompone
descompuesta descompuesto descompuso desconectar desconecte describir descuento desea desean desechos deseo deslave
desocupado despacio despedir despegado despertar desperto despida despido despierta despues destapa destapar destape
destapen destino destruido detecta detector detergente detiene detras deuda devolver devuelva dia diario dias dibujo
dice dicen dicho diecinueve dieciocho dieciseis diecisiete dientes diesel diez diferencia diferente dificil digan dijo
dile diles dinero dio direccion directa directo dirige disculpa disculpe disculpen disponibilidad disponible
disponibles distancia distinto divertido doble doce doctora dolar dolares doler dolor domestica domicilio don dona
dormir dormitorio dos drenaje drenajes ducha duchar duda dueno duerme duermo dueña dura durar duro echa echando echar
echo economico edad edificio edificios efectivo ejemplo electricidad electricista electrico elegir elevador elija
email embarazada emergencia emergencias emite emocion empeora empeorando empezar empezo empieza empleado empleados
empresa encargado encender encendida encendido encendio enchufe enchufes enciendan enciende encima encontramos
encontrar encontre encuentra encuentro endereza enemigo energia enferma enfermo enfrente enfria enfriar engano enojada
enojado enseguida ensenar ensucia entender entendi entendido entera enterado entero entiende entiendo entrada entran
entrar entrega entregar entro envia enviar enviarme enviaron envie envien envio epoca equipo equivocada equivocado
equivoque error escalera escaleras escape escribe escribir escrito escucha escuchar escucho escuela escuincle escurre
escurriendo esfuerzo esmalte espacio espaldas espanol especial especialista especifico espejo espera esperaba esperado
esperar espere esperen espero espeso esposa esposo espuma esquina establo estacion estacionamiento estado estancada
estancado estaran estaria estarian estilo estimado estrecho estres estropeado estufa estupendo estuve etapa europa
evita evitar exacta exactamente exacto examen excavar excelente excepto exige existe exito experiencia experto explica
explicar explosion explota exploto exterior extintor extra extrana extranjero extrano fabrica facil fallando fallar
fallo falso falta faltan familia familiar famoso fantastico fastidio fatal favores fecha feliz feo fiebre fierro
fiesta fijar fijo fila filtra filtracion filtraciones filtrando filtro filtros fin final finca fino firma firmar
fisico flama flojo flota flotador foco focos fondo forma formulario forzar fosa foto fotos frecuencia frecuente
fregadero fregar frente fresco frigorifico frijol frio frios fritas fritos fuego fuegos fuera fuerte fuga fugas fumar
funciona funcionaba funcionan funcionar funciono furgoneta furioso fusible fusibles futuro galones ganar ganas garaje
garantia gas gasolina gasta gastar gasto gastos gato general gente gentil gerente gigante gira girar giro globo golpe
golpeo gotea goteando gotear goteo gotera goteras gotita gozar grado grados grama grande grandes granja grasa gratis
grave grieta grifo gripe gris grita gritar grito grosero gruesa grueso grupo guardar guardia guey guia guiar guisante
gusta gustaria gusto habitacion habitaciones hablamos hablan hablar hablarle hable hablo habra habria hace hacen hacer
hacerlo haciendo haga hagan hago hambre haya hecho helada helado herida herido hermana hermano hermosa hermoso
herramienta hervir hielo hierro higiene hija hijo hijos hilo hinchado historia hogar hoja hombre hombres honesto
honrado hora horario horas horno horrible hospital hotel hoyo hubiera hubo hueco huela huele huelo hueso huevo huida
humeando humedad humedades humo hundido hundir idea ideal idioma iglesia igual iguales imagina imaginar impide importa
importante imposible impuesto incendio inclinado incluido incluye incomodo indica indicar infectado infierno
informacion informe ingeniero ingles inmediata inmediatamente inmediato inodoro inodoros insecto insectos inservible
inspeccion inspeccionar inspector instalacion instalada instalado instalador instalar instalaron instale instalen
instantaneo intenta intentar intente intento interesa interesada interesado interior internet interruptor
interruptores inunda inundacion inundaciones inundada inundadas inundado inundan inundando inundar inunde inundo
inutil invertir investigar invierno invita ir irse izquierda jabon jabonosa jala jalar jamas jardin jaula jefa jefe
joven juega juego jugo juguete junta juntar juntas junto juro justamente justo lada lado ladrillo lampara lamparas
lancha largar largo lastima lata lavabo lavado lavadora lavamanos lavanderia lavaplatos lavar lavatrastes lechuga leer
legal lejos lenta lentamente lento letra levanta levantar ley leyendo libra libras libre libro licencia licenciado
ligera ligero limita limite limpia limpian limpiar limpieza limpio lindo linea linterna lio lista listas listo llamaba
llamada llamadas llamado llamamos llamando llamara llamaran llamare llamarle llamarlo llamarme llamaron llame llameme
llamen llamenme llanta llave llaves llega llegada llegan llegar llegara llegaran llegaron llego lleguen llena llenando
llenar lleno lleva llevan llevar llevaron llevo llora llorar llover lluvia lluvias lobo loca local locales loco lodo
logra lograr logro losa losas lote luces lugar lujo luz madera madre mal mala malas maldito malo malos mama mancha
manchas manda mandado mandan mandar mandaran mandaria mandarme mandaron mande mandeme manden mandenme maneja manejar
manera manguera manija mano manos manta mantener mantenimiento manual mapa maquina maquinas maravilla marca marcar
marco mareada mareado mareo marido material matrimonio mayor mayores mecanico media medianoche medias medicamento
medicina medico medida medidor medio mediodia medir mejor mejora mejorar memoria menor menores mensaje mensajes
mentira menudo mera mercado merece mero mes mesa mesero meses meta metal meter metio metros mezcla miedo miembro
mientras mil minima minimo minuto minutos mirando mirar miren misma mismas mismo mismos mitad mochila modelo modo moho
moja mojada mojado mojando mojar molesta molestar molestia molesto momentito momento moneda montar monton morada
morado mordio morir mosca mostrar motivo motor motores mover movil movio mucha muchacha muchacho muchachos muchas
mucho muchos mudamos mudanza mudar mueble muebles muela mueran muere muerto muestra mujer mujeres multa mundo muneca
muriendo murio muro musica nace nacio nacional nada nadar nadie naranja nariz natural nave navidad necesario
necesitaba necesitan necesitar necesitaria necesite negar negocio negra negro nel nene nervio nerviosa nervioso neta
nevera nieta nieto nieve ninguna ninguno nino ninos nivel noche noches nocturno nombre nombres norma normal
normalmente nota noticia novedad noventa novia novio nube nublado nueva nuevas nueve nuevo nuevos numero numeros nunca
objeto obligar obra obstruida obstruido obtener obvio ochenta ocho ocupa ocupada ocupado ocupar ocupe ocurre ocurrio
odio oeste oficina oficinas oficio ofrece ofrecen oido oigo oir ojala ojo ojos olas oler olia olla olor olores olvida
olvidar olvide once opcion opciones opera operador opinion oportunidad oprime oracion orale orden ordena ordenar oreja
organiza orilla oro oscura oscuro otono otra otro otros oxidada oxidado oxido oxigeno paciencia paciente padre padres
pagamos pagan pagar pagaria pago pague paguen pais paises pajaro pala palabra palo pan panel pantalla panza papa papel
papeles paquete parada parado parar pararon parche parece pared pareja parejo parientes parking paro parque parquear
parte partes particular partida partir pasa pasada pasado pasando pasar pasaron pase pasen paseo pasillo paso pasos
pastel pata patio patron patrona pecho pedazo pedi pedido pedir pediria pega pegado pegar pego pelea pelicula peligro
pelo pelota pena pendiente pensaba pensar peor pequeno perder perdi perdida perdido perdio perdon perdone perfecta
perfectamente perfecto perfil periodo permiso permite permitir perra perro perros persiana persona personas pesa
pesado pesar pesca pescado peso pesos pez pidan pide piden pidio pido pie piedra piel pienso pierde pierna pies pieza
piezas pileta pinta pintar pintura pipa piscina piso pisos pistola placer plan plancha planta plastico plata plato
platos playa plaza plazo pleno plomeria plomero plomeros plomo poblado pobre pocas poco poder podran podre podrian
podrida podrido policia polvo pon pone ponemos ponen poner ponerme ponga pongalo pongame pongan pongo poniendo poquito
porcentaje porfa porfis porqueria portal posee posibilidad posible posibles posterior potable pozo practica precio
precios precisamente preciso preferible preferiria prefiero pregunta preguntaba preguntando preguntar pregunte
pregunto premio prenda prende prender prenderlo prendida prendido prendio preocupa preocupada preocupado prepara
preparar presenta presenten presion presupuesto presupuestos pretexto previa prima primaria primera primeras primero
primeros primo principal principio prisa privado probable probablemente probar probe problema problemas proceso
produce producto profesional profundo programada programado programar programarla programarlo programe prohibido
promedio promesa prometer promocion pronto propano propia propiedad propietaria propietario propio proteccion proteger
protesta proveedor proxima proximo proximos proyecto prueba publica publico puebla pueblo puedan puente puerta puertas
puesta puesto pulgada pulgadas pulso punta punto puntos pura puro puse puso quebrada quebrado quebro queda quedado
quedamos quedan quedar quedaria quedaron quede quedo queja quejar quejas quema quemada quemadas quemado quemando
quemandose quemar queme quemo querer queria querian querida queriendo queso quiera quieran quieren quieres quimico
quince quinto quisieramos quita quitado quitar quite quiten quito quiza quizas radiador radio raices raiz rama rango
rapida rapidamente rapido raras raro raros rata ratas ratito rato raton ratones razon razones reaccion realidad
realiza realizar realmente rebaja recado recamara recamaras recargo recepcion receta rechaza recibe recibi recibieron
recibio recibir recibo recien recipiente reclamar reclamo recoge recoger recomendar recomendaron recomienda recordar
recordatorio recorte recta recto recuerda recuerdo recurso redondo reducir reembolso reemplazar reemplazo referencia
refrigerador regadera regalo registro regla reglas regresa regresar regresen regreso regular rejilla rellenar reloj
renta rentada rentado rentar rento reparacion reparar repare reparen reparo repente repetir repisa repita repite
reporte represente reprogramar reprogramarla reprogramarlo resbala resbaloso reserva reservar resfriado residencia
resiste resolver respeta respira respirador respirar respondan responde responder respuesta restaurante resto resuelva
resulta resultado retira retirar retraso retrete reunion revisada revisado revisan revisar revisarla revisarlo
revisaron revise revisen reviso revista revuelto rica rico riega riego riesgo rigido rincon rinon roba robar robo roca
rodilla roja rojo romper romperse rompieron rompio ronda ropa rota rotas roto rotos rueda ruedas rugido ruido ruina
ruta sabe sabemos saben saber sabes sabia sabor saca sacan sacar sacaron saco sacudio sagrado sala salario sale salen
salga salgan salida saliendo saliera salieron salio salir salirse salon salta saltar salto salud saluda saludos salva
salvaje sana sangre sanitario sano satisfecho seca secador secadora secar secas seco secreto sector sed seguido
seguidos seguimos seguir segunda segundo segura seguridad seguro seguros seis semaforo semana semanas senal sencillo
senor senora senorita sentada sentado sentimos sentir separa separado sera seran seria serial serian series serio
serios servicio servicios servidor servir sesenta sesion setenta severa severo siempre siendo sienta siente siento
sierra siete sigan sigo siguen siguiente silencio silla simon simple simplemente sirve sirven sirvio sistema sistemas
sitio situacion sobra sobrina sobrino sobrinos social soga solamente solas soldar soleado solicita solicitar solicitud
solos soltar soltero solucion solucionar sombra sonaba sonando sonar sono sopla soporta soporte sordo sorpresa
sospecha sotano sotanos suave subas sube suben subiendo subimos subio subir suceda sucede sucedio sucia sucias sucio
sucios sudor suegra suegro suelo suelta suelto suena suenan sueno suerte suficiente sufre sufrir sugiere suicida
sumergido super supervisor supone supongo supuestamente supuesto sur surge suspender sustituir susto tabla tablero tacto
tal talla taller tallo tamano tanque tanta tantas tantito tanto tantos tapada tapadas tapado tapados tapando tapar tape
tapo tapon tarda tardado tardan tardara tardaria tarde tardes tarjeta taza techo tecla tecnico tecnicos tela tele
telefono televisor tema temblor teme temperatura temporal temprana temprano tendra tendran tendria tener tengan tenian
tenido teniendo tercera tercero termina terminado terminan termine terminen termino termo termostato terreno terrible
tia tiempo tienda tierra tijera timbre tina tinaco tinta tio tipo tira tirada tirando tirar tire tiren tiro toalla
toca tocan tocando tocar toco toda todas todavia todo todos toma tomacorriente tomacorrientes tomado toman tomar tome
tomen tomo tonta tonto torcido tormenta torna tornillo torno toro torpe torre tose total totalmente trabaja trabajaban
trabajado trabajan trabajando trabajar trabajaron trabaje trabajo trabajos trae traen traer traeria traigan trailer
traje trampa tranquila tranquilo transferir transito trapo trasera trasero trata tratamiento tratando tratar trate
trato trece treinta tres triste triturador trituradora tronar trono tropezar trozo truco truena trueno tuberia
tuberias tubito tubo tubos tuve tuviera tuvieron tuvimos tuvo ubicacion ubicada ubicado ubicados ultima ultimamente
ultimas ultimo ultimos unica unico unidad unidades union uno urge urgencia urgencias urgente urgentemente usa usaba
usada usado usan usar usaron use uso usual usualmente util utiliza utilizar vaca vacaciones vacia vacio valga valor
valvula valvulas vamonos vapor varios vaso vaya vayan veamos veces vecina vecinas vecindario vecino vecinos veia
veinte veinticinco veinticuatro veintidos veintitres veintiuno vela veloz vemos vende venden vender vendra vendran
vendria vendrian veneno vengo venian venimos venir ventaja ventana ventanas ventilacion ventilador veo ver verano
veras verdad verde verdura vereda verifica verificar verificarlo verifique verla verlo verme vestido veterinario vez
viajar viaje vida video vidrio viejo viendo vienes viento viera vieron vigas vigila villa vine vinieron vino visita
visitar visitarnos visite visiten vista visto vistoso vive viven vivimos vivir vivo volar voltaje volteo volver
volvera volveria volvio voz vuelo vuelta vuelva vuelvan vuelvo wey yeso zanja zapato zapatos zona
"""
